import { fillText } from './fill-text.ts'
import type { Lang, Text } from '@vmeste/sdk'
import { grantTexts, portTexts } from './grant-texts.ts'
import type { PackageContents } from './package-contents.ts'

/**
 * What a module gets by being added, in sentences for the one who decides; read from its contract, not from its code.
 */
export function describeGrants(
  { manifest, events, tables, lends, permissions, secrets, web }: PackageContents,
  lang: Lang,
): string[] {
  const say = (text: Text, params: Readonly<Record<string, string | number>> = {}): string =>
    fillText(text[lang], params)
  const list = (names: readonly string[]): string => names.join(', ') || '—'
  const open = manifest.routes.filter((route) => route.public).length
  const { menu, publicPages, slots } = web
  const lent = Object.values(lends).flat()
  return [
    ...(tables.length ? [say(grantTexts.tables, { n: tables.length, names: list(tables) })] : []),
    ...(lent.length ? [say(grantTexts.lends, { names: list(lent) })] : []),
    ...manifest.personalData.map(({ table, columns, purpose, retentionMonths }) =>
      say(grantTexts.personal, {
        columns: list(columns.map((column) => `${table}.${column}`)),
        months: retentionMonths,
        purpose: purpose[lang],
      }),
    ),
    ...events.subscribes.map(({ type, each, schema }) => {
      const fields = list(Object.keys(schema.properties ?? {}))
      return each
        ? say(grantTexts.hearsEach, { event: each.event, capability: each.capability, fields })
        : say(grantTexts.hears, { event: type ?? '', fields })
    }),
    ...(Object.keys(events.emits).length ? [say(grantTexts.tells, { names: list(Object.keys(events.emits)) })] : []),
    ...(manifest.requires.length ? [say(grantTexts.needs, { names: list(manifest.requires) })] : []),
    ...manifest.uses.map((port) =>
      Object.hasOwn(portTexts, port) ? say(portTexts[port]!) : say(grantTexts.port, { name: port }),
    ),
    ...Object.values(permissions).map(({ title, default: roles }) =>
      say(grantTexts.right, { title: title[lang], roles: list(roles) }),
    ),
    ...(secrets ? [say(grantTexts.secrets, { n: secrets })] : []),
    ...(manifest.jobs.length
      ? [say(grantTexts.jobs, { names: list(manifest.jobs.map(({ name, cron }) => `${name} (${cron})`)) })]
      : []),
    ...(manifest.routes.length ? [say(grantTexts.routes, { n: manifest.routes.length, open })] : []),
    ...(menu.length ? [say(grantTexts.menu, { n: menu.length })] : []),
    ...(publicPages.length ? [say(grantTexts.publicPages, { names: list(publicPages.map(({ path }) => path)) })] : []),
    ...(slots?.fills.length
      ? [say(grantTexts.slots, { names: list([...new Set(slots.fills.map(({ slot }) => slot))]) })]
      : []),
    say(grantTexts.inside),
  ].map(plainText)
}

/** Texts of a stranger go to a terminal: nothing in them may move its cursor or hide a line. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
