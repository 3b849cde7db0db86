/** Camunda's text is a constant unless it holds `${…}` or `#{…}`, which is kept as written; as FEEL a constant is a string literal. */
export const constantOrExpression = (text: string): string => (/[$#]\{/.test(text) ? text : `= ${JSON.stringify(text)}`);
