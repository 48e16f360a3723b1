/** One bench, as `npm run bench -- NAME` knows it. */
export type Bench = {
  readonly usage: string
  /**
   * Measures. Whatever is started is given to `onStop` with how it is ended; that is done in reverse order at the end, by
   * whatever way the end comes.
   */
  run(
    args: readonly string[],
    surroundings: { say(line: string): void; onStop(end: () => unknown): void },
  ): Promise<BenchOutcome>
}

export type BenchOutcome =
  /** `figures`: every figure with its unit in the key. */
  | { readonly ok: true; readonly table: readonly string[]; readonly figures: Readonly<Record<string, unknown>> }
  /** The options are wrong; one sentence. */
  | { readonly ok: false; readonly reason: string }
