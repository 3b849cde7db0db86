/** A text that begins with the words of an unnamed element, as a sentence begins. */
export const capital = (text: string): string =>
  text.replace(/^((?:<\w+>)?)(the )/, (_, tag: string, article: string) => `${tag}T${article.slice(1)}`);
