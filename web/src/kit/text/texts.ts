import { shallowReactive } from 'vue'
import type { Lang, Messages } from '@vmeste/sdk/web'
import { fillText, type TextParams } from './fill-text.ts'

/** Texts of the shell (`web`) and of every module, each under its own id, in one language. */
export interface Texts {
  readonly lang: Lang
  readonly add: (id: string, messages: Messages) => void
  /** Adds groups of texts to those an id has already: what only a rare page needs comes with that page. */
  readonly extend: (id: string, messages: Messages) => void
  readonly remove: (id: string) => void
  readonly has: (id: string, key: string) => boolean
  readonly say: (id: string, key: string, params?: TextParams) => string
}

/** The key itself is shown for a missing text: visible to a tester, harmless to a citizen. */
export function createTexts(lang: Lang): Texts {
  const byId = shallowReactive(new Map<string, Messages>())
  const find = (id: string, key: string): string | undefined => {
    let found: string | Messages | undefined = byId.get(id)
    for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined
    return typeof found === 'string' ? found : undefined
  }
  return {
    lang,
    add: (id, messages) => {
      byId.set(id, messages)
    },
    extend: (id, messages) => {
      const merged: Record<string, string | Messages> = { ...byId.get(id) }
      for (const [group, texts] of Object.entries(messages)) {
        const old = merged[group]
        merged[group] = typeof old === 'object' && typeof texts === 'object' ? { ...old, ...texts } : texts
      }
      byId.set(id, merged)
    },
    remove: (id) => {
      byId.delete(id)
    },
    has: (id, key) => find(id, key) !== undefined,
    say: (id, key, params) => fillText(lang, find(id, key) ?? key, params),
  }
}
