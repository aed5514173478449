import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { sha256 } from './operation-hash.ts'

export interface TrustedDocument {
  readonly name: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly document: string
}

/** Operations the portal and the modules have recorded at build time, by the hash of their text. */
export class TrustedDocuments {
  readonly #documents = new Map<string, TrustedDocument>()

  /** Reads `contract/operations.json` of each package folder that has one. */
  static async read(folders: readonly string[]): Promise<TrustedDocuments> {
    const all = new TrustedDocuments()
    for (const folder of folders) {
      const file = join(folder, 'contract', 'operations.json')
      const text = await readFile(file, 'utf8').catch(() => '{}')
      for (const [id, document] of Object.entries(JSON.parse(text) as Record<string, TrustedDocument>)) {
        if (sha256(document.document) !== id)
          throw new VmesteError(
            'VMESTE_OPERATIONS_STALE',
            `${file}: operation "${document.name}" does not match its hash; build the portal again`,
          )
        all.add(id, document)
      }
    }
    return all
  }

  add(id: string, document: TrustedDocument): void {
    this.#documents.set(id, document)
  }
  get(id: string): TrustedDocument | undefined {
    return this.#documents.get(id)
  }
  entries(): IterableIterator<[string, TrustedDocument]> {
    return this.#documents.entries()
  }
}

/** Operations that packages have recorded, by the folders of the packages. */
export const recordedOperations = async (folders: readonly string[]): Promise<TrustedDocument[]> =>
  [...(await TrustedDocuments.read(folders)).entries()].map(([, document]) => document)
