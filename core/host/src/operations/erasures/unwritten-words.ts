import type { Text } from '@vmeste/sdk'
import type { Unwritten } from './spread-erasures.ts'

const words: Text = {
  ru: 'Рядом с резервными копиями это пока не записано. Платформа допишет сама, её администратор уже видит это.',
  be: 'Побач з рэзервовымі копіямі гэта пакуль не запісана. Платформа дапіша сама, яе адміністратар ужо бачыць гэта.',
  en: 'This is not written down beside the backups yet. The platform goes on trying, and its administrator can see it.',
}

/**
 * For whoever has erased something: that it is gone, and that a backup restored today would bring it back. A disk that
 * is carried away is the administrator's affair alone.
 */
export const unwrittenWords = (unwritten: readonly Unwritten[]): Text | undefined =>
  unwritten.some(({ away }) => !away) ? words : undefined
