import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pictureFiles } from '@vmeste/civic'
import { isUuid, type Plugin, type PersonSubject, type Text } from '@vmeste/sdk'
import type { RequestScope } from '../../city/request-scope.ts'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import { gather, heldAbout, monthsOf, nameOf } from './held-about.ts'
import { zipOf, type ZipEntry } from './write-zip.ts'

/** What of a host tells people what is held about them: it need not listen. */
export interface ExportingHost {
  readonly registry: { readonly all: readonly Plugin[] }
  readonly store: Pick<SnapshotStore, 'all'>
  /** Where modules keep files. */
  readonly filesFolder: string
  systemScope(city: number, name: string): RequestScope
}

export interface ExportedPerson {
  /** Of the ZIP. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** Rows by city and table; whole when the last byte was taken. */
  readonly rows: Record<string, number>
  /** Photos that are in it. */
  files: number
}

/** What somebody signs in with, as they know it. */
export interface ExportedAccount {
  readonly name: string
  readonly username: string
  readonly email: string | null
}

const accountPurpose: Text = {
  ru: 'Чтобы вы могли войти и найти свои дела.',
  be: 'Каб вы маглі ўвайсці і знайсці свае справы.',
  en: 'So that you can sign in and find your cases.',
}

/** Photos of one export: what a person leaves, and not what a disk holds. */
const filesAtMost = 2_000

/**
 * What is held about somebody, as a ZIP: one JSON file for each table of each city, their photos, and a list of purposes
 * and terms.
 *
 * @param accounts that belong to them: no module holds those
 * @param city slug; every city without
 */
export function exportPerson(
  host: ExportingHost,
  subject: PersonSubject,
  at: Date,
  accounts: readonly ExportedAccount[],
  city?: string,
): ExportedPerson {
  const made: { bytes: AsyncIterable<Uint8Array>; rows: Record<string, number>; files: number } = {
    bytes: zipOf(entries(), at),
    rows: {},
    files: 0,
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    const about: unknown[] = []
    if (accounts.length > 0) {
      made.rows['account'] = accounts.length
      about.push({ table: 'account', purpose: accountPurpose, months: 0, rows: accounts.length })
      yield json('account.json', accounts)
    }
    for (const { city: each } of host.store.all()) {
      if (city !== undefined && each.slug !== city) continue
      const scope = host.systemScope(each.id, 'export')
      const whole = await gather(scope, host.registry.all, subject)
      const photos = new Set<string>()
      for (const { module, data, rows } of await heldAbout(scope, host.registry.all, whole)) {
        if (rows.length === 0) continue
        const table = nameOf(module, data)
        made.rows[`${each.slug}/${table}`] = rows.length
        about.push({
          city: each.slug,
          table,
          purpose: data.purpose,
          months: monthsOf(scope.ctx(module), data),
          ...(data.stays && { stays: data.stays }),
          rows: rows.length,
        })
        for (const row of rows) for (const id of filesIn(row)) photos.add(id)
        yield json(`${each.slug}/${table}.json`, rows)
      }
      for (const id of [...photos].slice(0, filesAtMost - made.files)) {
        const content = await pictureOf(host.filesFolder, each.slug, id)
        if (!content) continue
        made.files++
        yield { name: `${each.slug}/photos/${id}.webp`, content }
      }
    }
    yield json('about.json', { at, held: about })
  }
  return made
}

const json = (name: string, value: unknown): ZipEntry => ({
  name,
  content: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
})

function filesIn({ file, files }: Record<string, unknown>): string[] {
  return [file, ...(Array.isArray(files) ? (files as unknown[]) : [])].filter(
    (id): id is string => typeof id === 'string' && isUuid(id),
  )
}

/** In its largest size; nothing where it is not there any more. */
async function pictureOf(folder: string, city: string, id: string): Promise<Uint8Array | undefined> {
  const name = pictureFiles(city, id).find((path) => path.endsWith('/full.webp'))
  return name === undefined ? undefined : readFile(join(folder, 'civic', name)).catch(() => undefined)
}
