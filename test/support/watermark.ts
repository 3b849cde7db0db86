import type { Page } from 'playwright-core';

/** Whether the sign of bpmn.io is visible on this page and nothing lies over it. */
export async function watermarkIsInSight(page: Page): Promise<boolean> {
  await page.locator('.bjs-powered-by').first().waitFor();
  return page.evaluate(() => {
    const sign = document.querySelector('.bjs-powered-by');
    sign?.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = sign?.getBoundingClientRect() ?? new DOMRect();
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
    const isInside = left >= 0 && left + width <= window.innerWidth && top >= 0 && top + height <= window.innerHeight;
    return width > 0 && height > 0 && isInside && onTop !== null && (sign?.contains(onTop) ?? false);
  });
}
