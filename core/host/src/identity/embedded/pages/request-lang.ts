import type { Request, Response } from 'express'
import { langs, type Lang } from '@vmeste/sdk'
import { realmPath } from '../options/embedded-options.ts'
import { cookieValue, langCookie, pageLang } from './page-lang.ts'

const year = 31_536_000_000

/**
 * The language of a page; a choice made on it is kept for the next time. The realm's router has written the origin's
 * protocol into the header.
 */
export function requestLang(req: Request, res: Response, uiLocales?: unknown): Lang {
  const chosen = req.query.kc_locale
  const lang = pageLang({
    chosen,
    uiLocales,
    cookie: cookieValue(req.headers.cookie),
    acceptLanguage: req.headers['accept-language'],
  })
  if (langs.some((one) => one === chosen))
    res.cookie(langCookie, lang, {
      path: realmPath,
      maxAge: year,
      sameSite: 'lax',
      secure: req.headers['x-forwarded-proto'] === 'https',
    })
  return lang
}
