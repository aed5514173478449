import type { Fence } from './manual-pages.ts'

/**
 * What a block of the manual is for. Its first line says so:
 *
 * - `sh`: run as written, one after another in one shell; `answer=…` is typed when something asks;
 *   `outer` is for an outer database only, `embedded` for the other
 * - `sql superuser <database>`, `sql owner <database>`: run as that role
 * - `… file=deploy/…`: shows that file, letter for letter; `part=deploy/…` lines of it
 * - `… apart: why`: wants a machine of its own; named and left out
 * - `text`, `json`, `ini`, `yaml`: shown, never run
 */
export type Kind = 'run' | 'sql' | 'file' | 'apart' | 'shown'

const shown = new Set(['text', 'json', 'ini', 'yaml', 'caddyfile', 'nginx', 'dockerfile', 'promql'])

/** @throws Error with page and line, for a block that nobody could tell what to do with */
export function kindOf({ page, line, language, words, apart }: Fence): Kind {
  const fault = (why: string): Error => new Error(`${page}:${line}: ${why}; test/manual/classify.ts says what there is`)
  const rest = words.filter((word) => !/^(outer|embedded|answer=.*)$/.test(word))
  if (apart !== undefined) return apart.length >= 10 ? 'apart' : fail(fault('the reason is too short to be one'))
  if (/^(file|part)=/.test(rest[0] ?? '') && rest.length === 1) return 'file'
  if (language === 'sh' && rest.length === 0) return 'run'
  if (language === 'sql' && rest.length === 2 && /^(superuser|owner)$/.test(rest[0]!)) return 'sql'
  if (shown.has(language) && words.length === 0) return 'shown'
  throw fault(`a block begins with «${[language, ...words].join(' ')}»`)
}

function fail(error: Error): never {
  throw error
}
