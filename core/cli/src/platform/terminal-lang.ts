import type { Lang } from '@vmeste/sdk'

/** The language of the terminal: that of its locale where we speak it, else English. */
export function terminalLang(env: NodeJS.ProcessEnv = process.env): Lang {
  const locale = (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').slice(0, 2).toLowerCase()
  return locale === 'ru' || locale === 'be' ? locale : 'en'
}
