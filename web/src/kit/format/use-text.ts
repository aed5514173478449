import type { Lang, Text } from '@vmeste/sdk/web'
import { usePortal } from '../portal/portal.ts'
import type { TextParams } from '../text/fill-text.ts'

export interface UseText {
  readonly lang: Lang
  /** The text under a key of this module, plural form chosen by `n`: `say('joined', { n: 3 })`. */
  readonly say: (key: string, params?: TextParams) => string
  /** The page's language out of a text that came in all three. */
  readonly pick: (text: Text) => string
}

/**
 * Texts of one module.
 *
 * @param id the module's id; without it the shell's own texts
 * @example const { say } = useText('appeals')
 */
export function useText(id = 'web'): UseText {
  const { texts, lang } = usePortal()
  return { lang, say: (key, params) => texts.say(id, key, params), pick: (text) => text[lang] }
}
