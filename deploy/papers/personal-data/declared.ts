import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What a package has declared about people, as its `contract/module.json` has it. */
export interface Declared {
  /** `civic`, `appeals`: whoever holds it. */
  readonly module: string
  readonly title: string
  readonly table: string
  readonly columns: readonly string[]
  readonly purpose: string
  /** 0: it has no term. */
  readonly retentionMonths: number
}

interface Manifest {
  readonly id: string
  readonly title: { readonly ru: string }
  readonly personalData: readonly {
    table: string
    columns: readonly string[]
    purpose: { readonly ru: string }
    retentionMonths: number
  }[]
}

/**
 * Every declaration of the platform and of the modules in this repository; others bring their own, and `vmeste add`
 * shows them.
 *
 * @param root of the checkout
 */
export function declaredPersonalData(root: string): readonly Declared[] {
  const folders = ['core', 'modules'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .sort()
      .map((name) => join(root, folder, name, 'contract/module.json')),
  )
  return folders
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Manifest)
    .flatMap(({ id, title, personalData }) =>
      personalData.map(({ table, columns, purpose, retentionMonths }) => ({
        module: id,
        title: title.ru,
        table: table.includes('.') ? table : `${id}.${table}`,
        columns,
        purpose: purpose.ru,
        retentionMonths,
      })),
    )
}
