/** How far a backup or a restore has got. */
export interface Progress {
  readonly step: 'database' | 'files' | 'checking' | 'erasing'
  /** Rows and files so far, in this step. */
  readonly rows: number
  readonly files: number
  /** Table or city at work. */
  readonly at?: string
}
export type OnProgress = (progress: Progress) => void
export const nobodyLooks: OnProgress = () => undefined
