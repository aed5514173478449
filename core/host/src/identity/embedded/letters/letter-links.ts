import type { Lang } from '@vmeste/sdk'
import { realmPath } from '../options/embedded-options.ts'

const doors = `${realmPath}/login-actions`

export const invitationLink = (origin: string, lang: Lang, key: string): string =>
  `${origin}${doors}/invitation?kc_locale=${lang}&key=${key}`

/** @param door path of the sign-in it belongs to; of none when the link is handed over */
export const newPasswordLink = (origin: string, lang: Lang, key: string, door = `${doors}/by-hand`): string =>
  `${origin}${door}/new-password?kc_locale=${lang}&key=${key}`
