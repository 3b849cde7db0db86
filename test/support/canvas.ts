/** A hand on the Design screen: drags from the palette, selects on the canvas, fills the panel. */
import type { Locator, Page } from 'playwright-core';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

export class Canvas {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get panel(): Locator {
    return this.page.getByLabel('Properties', { exact: true });
  }

  /** Where an element is on the screen, by its id or, where it has one, its name. */
  private async boxOf(idOrName: string): Promise<Box> {
    const byId = this.page.locator(
      `.djs-shape[data-element-id="${idOrName}"] > .djs-hit-all, .djs-shape[data-element-id="${idOrName}"] > .djs-hit`,
    );
    const named = this.page.locator('.djs-shape', {
      has: this.page.locator('> .djs-visual text', { hasText: new RegExp(`^${idOrName.replace(/ /g, ' ?')}$`) }),
    });
    const found = (await byId.count()) > 0 ? byId.first() : named.last().locator('> .djs-hit').first();
    const box = await found.boundingBox();
    if (!box) throw new Error(`nothing on the canvas is called ${idOrName}`);
    return box;
  }

  /** Drags a card of the palette onto the flow between two elements, and types its name. */
  async splice(card: string, from: string, to: string, name: string): Promise<void> {
    await this.deselect();
    const [left, right] = [await this.boxOf(from), await this.boxOf(to)];
    await this.drop(card, { x: (left.x + left.width + right.x) / 2, y: middle(right).y }, name);
  }

  private async drop(card: string, at: Point, name: string): Promise<void> {
    await this.drag(middle(await this.cardBox(card)), at);
    // What is dropped asks for its name at once.
    await this.page.locator('.djs-direct-editing-content').waitFor();
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
  }

  /** Drags a card of the palette onto an element, or so far beside its middle; what comes of it is not awaited. */
  async dropOnto(card: string, idOrName: string, beside: Point = { x: 0, y: 0 }): Promise<void> {
    const { x, y } = middle(await this.boxOf(idOrName));
    await this.drag(middle(await this.cardBox(card)), { x: x + beside.x, y: y + beside.y });
  }

  private async cardBox(card: string): Promise<Box> {
    const box = await this.page.getByRole('button', { name: new RegExp(`^${card}`) }).boundingBox();
    if (!box) throw new Error(`the palette has no ${card}`);
    return box;
  }

  async move(idOrName: string, to: { x?: number; y?: number }): Promise<void> {
    const from = middle(await this.boxOf(idOrName));
    await this.drag(from, { ...from, ...to });
    await this.deselect();
  }

  private async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 20, from.y + 5, { steps: 3 });
    await mouse.move(to.x, to.y, { steps: 12 });
    // Once more, so that the canvas has noticed what lies under the pointer.
    await mouse.move(to.x + 1, to.y, { steps: 2 });
    await mouse.up();
  }

  async zoomOut(times: number): Promise<void> {
    for (let count = 0; count < times; count += 1) await this.page.getByRole('button', { name: 'Zoom out' }).click();
  }

  /** The ids of what stands in a stage, in the order in which it was drawn. */
  inside(name: string): Promise<string[]> {
    return this.page.evaluate((wanted) => {
      const isNamed = (group: Element) =>
        [...group.querySelectorAll(':scope > .djs-shape > .djs-visual text')].some(({ textContent }) => textContent === wanted);
      const group = [...document.querySelectorAll('.djs-group')].find(isNamed);
      const shapes = [...(group?.querySelectorAll(':scope > .djs-children > .djs-group > .djs-shape') ?? [])];
      return shapes.map((shape) => shape.getAttribute('data-element-id') ?? '');
    }, name);
  }

  async select(name: string): Promise<void> {
    await this.deselect();
    const { x, y } = middle(await this.boxOf(name));
    await this.page.mouse.click(x, y);
    const isNamed = (wanted: string) => document.querySelector<HTMLTextAreaElement>('.prop-header textarea')?.value === wanted;
    await this.page.waitForFunction(isNamed, name);
  }

  /** Clicks where nothing is, until the panel is about the process again. */
  private async deselect(): Promise<void> {
    const process = this.panel.getByRole('button', { name: 'Process', exact: true });
    for (let tries = 0; tries < 5; tries += 1) {
      const { x, y } = await this.emptyPoint();
      await this.page.mouse.click(x, y);
      if (
        await process.waitFor({ timeout: 1000 }).then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error('the selection on the canvas does not go');
  }

  /** A place on the canvas on which nothing lies. */
  private async emptyPoint(): Promise<Point> {
    await this.page.locator('.djs-shape').first().waitFor();
    return this.page.evaluate(() => {
      const sight = document.querySelector('.modeler-canvas')?.getBoundingClientRect();
      if (!sight) throw new Error('there is no canvas');
      const taken = '.djs-element, .djs-context-pad, .djs-overlays, .djs-popup, .modeler-view, .bjs-powered-by';
      for (let y = sight.bottom - 20; y > sight.top; y -= 15)
        for (let x = sight.left + sight.width / 2; x < sight.right; x += 15)
          if (!document.elementFromPoint(x, y)?.closest(taken)) return { x, y };
      throw new Error('the canvas is full');
    });
  }
}
