import type { OpenTransaction } from '../storage.ts'

/** Registration numbers without gaps: the number is taken in the caller's transaction and returned with it. */
export abstract class Numbering {
  /**
   * The next number of a series, `УЗ-С-2026-000001`. Take it last: until commit others wait for the series.
   * @param series letter of the kind, `С` for messages
   */
  abstract next(tx: OpenTransaction, series: string): Promise<string>
}
