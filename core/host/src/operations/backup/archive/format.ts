import { VmesteError, z } from '@vmeste/sdk'

/** Of the archive. A reader refuses a later one. */
export const formatVersion = 1

const name = z.string().min(1).max(200)
const many = 100_000

const tableSchema = z.object({ schema: name, name, columns: z.array(name).min(1).max(2_000) })
const sequenceSchema = z.object({ schema: name, name, value: z.string().regex(/^-?\d+$/), called: z.boolean() })
/**
 * One schema with the migrations that had run in it. `log` is the table that says so; null for the job library, which
 * keeps its own.
 */
const schemaSchema = z.object({ name, log: name.nullable(), migrations: z.array(name).max(10_000) })
const citySchema = z.object({ id: z.int(), slug: name, name: z.string().max(1_000), demonstration: z.boolean() })

/** The first entry of an archive: what it is and what a restore needs to know before it begins. */
export const manifestSchema = z.object({
  format: z.literal('vmeste-backup'),
  version: z.int(),
  platform: name,
  /** The moment that the database was seen at, by its own clock. */
  at: z.iso.datetime(),
  installation: z.uuid(),
  cities: z.array(citySchema).max(many),
  schemas: z.array(schemaSchema).max(many),
  tables: z.array(tableSchema).max(many),
  sequences: z.array(sequenceSchema).max(many),
})
export type Manifest = z.infer<typeof manifestSchema>
export type BackupTable = z.infer<typeof tableSchema>
export type BackupCity = z.infer<typeof citySchema>

/** What a table, or one city's part of it, comes to. */
const tallySchema = z.object({ rows: z.int().min(0), sum: z.string().length(64) })
export type Tally = z.infer<typeof tallySchema>

/** The last entry: what everything before it comes to. */
export const trailerSchema = z.object({
  end: z.literal(true),
  tables: z.record(name, tallySchema),
  files: z.object({ count: z.int().min(0), bytes: z.int().min(0) }),
  /** Files that a row names and that were not there; the names of the first thousand. */
  missing: z.object({ count: z.int().min(0), names: z.array(z.string()).max(1_000) }),
})
export type Trailer = z.infer<typeof trailerSchema>

/** What a backup holds, for whoever made or reads it. */
export interface BackupSummary {
  readonly platform: string
  readonly at: string
  readonly installation: string
  readonly cities: readonly BackupCity[]
  readonly rows: number
  /** By table, `appeals.report`. */
  readonly tables: Readonly<Record<string, Tally>>
  readonly files: Trailer['files']
  readonly missing: Trailer['missing']
}

/** Where things lie in the archive. */
export const places = {
  manifest: 'manifest.json',
  data: 'data/',
  tables: 'tables/',
  files: 'files/',
  sums: 'sums/',
  trailer: 'trailer.json',
} as const
export const tableKey = ({ schema, name: table }: Pick<BackupTable, 'schema' | 'name'>): string => `${schema}.${table}`

export const summaryOf = (manifest: Manifest, trailer: Trailer): BackupSummary => ({
  platform: manifest.platform,
  at: manifest.at,
  installation: manifest.installation,
  cities: manifest.cities,
  tables: trailer.tables,
  files: trailer.files,
  missing: trailer.missing,
  rows: Object.values(trailer.tables).reduce((sum, { rows }) => sum + rows, 0),
})

/** Said where nothing of ours has been read yet: a table, a photo, what was cut off at its beginning. */
export const noBackup = 'it is no backup, or its end is missing or changed'

/** What a file that is not whole is refused with. */
export const damaged = (why: string, cause?: unknown): VmesteError =>
  new VmesteError(
    'VMESTE_BACKUP_DAMAGED',
    `The backup is damaged: ${why}. Nothing in it is used; take another one`,
    cause === undefined ? {} : { cause },
  )
