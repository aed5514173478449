/** One group of lines in the table shown at start. */
export interface TableSection {
  readonly title?: string
  /** What it is, and where or how. */
  readonly rows: readonly (readonly [label: string, value: string])[]
}

/**
 * The one table that a start ends with: addresses, accounts to try, where the data lies.
 * Labels stand in one column, so that every value can be found and copied at a glance; a title has its colon, or it
 * would look like a label whose value is missing.
 *
 * @example process.stdout.write(startTable('Vmeste is ready', [{ rows: [['Portal', 'http://localhost:3000/']] }]))
 */
export function startTable(heading: string, sections: readonly TableSection[]): string {
  const filled = sections.filter(({ rows }) => rows.length > 0)
  const width = Math.max(0, ...filled.flatMap(({ rows }) => rows.map(([label]) => [...label].length)))
  const lines = filled.flatMap(({ title, rows }) => [
    '',
    ...(title ? [`${title}:`] : []),
    ...rows.map(([label, value]) => `${pad(label, width)}  ${value}`),
  ])
  return `\n${[heading, ...lines].map((line) => line && `  ${line}`).join('\n')}\n\n`
}

/** Letters, not code units: a name may carry a letter that takes two. */
function pad(label: string, width: number): string {
  return label + ' '.repeat(width - [...label].length)
}
