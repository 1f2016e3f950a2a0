/** A set-up problem that a person can solve: printed as two sentences, Chinese first, without a stack. */
export class SetupError extends Error {
  constructor(
    readonly code: string,
    readonly sentences: { zh: string; en: string },
  ) {
    super(`${sentences.zh}\n${sentences.en}`);
    this.name = 'SetupError';
  }
}
