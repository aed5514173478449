import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Prepared } from './prepare.ts'

/** A compiled field takes about four kilobytes, a document ten times that: so many take 16 MB. */
const mostFields = 4_000
/** A parsed document takes a hundred bytes and more for each character of its text. */
const mostCharacters = 80_000
const longest = 20_000

/**
 * What strangers have sent, for all graphs of this host together: by size, not by number, since everybody may send
 * documents that are as large as they are useless. The portal's own are few and are kept with their graph.
 */
export class DocumentCache {
  readonly #prepared = new LRUCache<string, Prepared>({
    maxSize: mostFields,
    sizeCalculation: (prepared) => 40 + (prepared.kind === 'refused' ? 0 : prepared.fields),
  })
  readonly #parsed = new LRUCache<string, DocumentNode>({
    maxSize: mostCharacters,
    sizeCalculation: (document) => 100 + lengthOf(document),
  })

  /** @param length of the source */
  prepared(key: string, length: number, make: () => Prepared): Prepared {
    const known = this.#prepared.get(key)
    if (known) return known
    const made = make()
    if (length <= longest) this.#prepared.set(key, made)
    return made
  }

  /** The same as Apollo wants it. */
  readonly parsed = {
    get: async (key: string): Promise<DocumentNode | undefined> => this.#parsed.get(key),
    set: async (key: string, document: DocumentNode): Promise<void> => {
      if (lengthOf(document) <= longest) this.#parsed.set(key, document)
    },
    delete: async (key: string): Promise<boolean> => this.#parsed.delete(key),
  }
}

export const lengthOf = ({ loc }: DocumentNode): number => loc?.source.body.length ?? longest + 1
