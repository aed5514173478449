import { z } from '@vmeste/sdk'

const text = (max: number) => z.string().max(max).default('')

/** What a browser sends; a field sent twice, or as something else than text, is not a form of ours. */
export const loginForm = z.object({ csrf: text(100), username: text(254), password: text(200) })
export const registrationForm = z.object({ csrf: text(100), email: text(254), givenName: text(100), familyName: text(100), password: text(200) })
export const demonstrationForm = z.object({ csrf: text(100), username: text(120) })
