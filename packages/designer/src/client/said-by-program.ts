/** What a program said of its failure; that no attempts are left stands above it in the reader's words already. */
export const saidByProgram = (message: string): string => message.replace(/^No attempts are left: /, '');
