import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { realmPath } from '../options/embedded-options.ts'

/** The stylesheet of the pages at the door. */
export const style = readFileSync(new URL('./login.css', import.meta.url), 'utf8')

/** Its address below the realm changes with its content, so it may be kept for ever. */
export const stylePath = `/resources/login.${createHash('sha256').update(style).digest('base64url').slice(0, 12)}.css`
export const styleHref = `${realmPath}${stylePath}`
