import express from 'express'
import { z } from '@vmeste/sdk'

const text = (max: number) => z.string().max(max).default('')

export const formBody = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 })

/** What a browser sends; a field sent twice, or as something else than text, is not a form of ours. */
export const loginForm = z.object({ csrf: text(100), username: text(254), password: text(200) })
export const addressForm = z.object({ csrf: text(100), email: text(254) })
export const newAccountForm = z.object({
  key: text(100),
  givenName: text(100),
  familyName: text(100),
  password: text(200),
})
export const forgottenForm = z.object({ csrf: text(100), username: text(254) })
export const newPasswordForm = z.object({ key: text(100), password: text(200) })
export const codeForm = z.object({ csrf: text(100), code: text(40), offer: text(400) })
export const demonstrationForm = z.object({ csrf: text(100), username: text(120) })

/** The key in the address of a link from a letter. */
export const linkKey = (given: unknown): string => (typeof given === 'string' && given.length <= 100 ? given : '')
