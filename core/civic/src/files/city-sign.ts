import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@vmeste/sdk'
import sharp from 'sharp'
import { picturesOf } from './file-disk.ts'

/** Of the file that is given; and the side of what is kept, in pixels. */
const maxBytes = 2 * 1024 * 1024
const side = 192
const shape = /^sign-[0-9a-f]{16}\.png$/
const formats: ReadonlySet<string | undefined> = new Set(['png', 'jpeg', 'webp', 'svg'])

const noSign = (cause?: unknown) =>
  new Problem(
    'VMESTE_CITY_SIGN',
    {
      ru: 'Этот файл не годится для знака города. Нужна картинка PNG, JPEG, WebP или SVG не больше 2 МБ.',
      be: 'Гэты файл не падыходзіць для знака горада. Патрэбна карцінка PNG, JPEG, WebP або SVG не большая за 2 МБ.',
      en: 'This file will not do as the sign of a city. Give a picture, PNG, JPEG, WebP or SVG, of 2 MB at most.',
    },
    { cause },
  )

/**
 * Keeps a city's sign among its files, drawn anew: nothing but the picture is left of what was given.
 *
 * @param folder of the civic services
 * @param city slug
 * @returns its name, which goes into the city's `brand.sign`
 * @throws Problem `VMESTE_CITY_SIGN`
 */
export async function keepSign(folder: string, city: string, given: Buffer): Promise<string> {
  const picture = await draw(given)
  const name = `sign-${createHash('sha256').update(picture).digest('hex').slice(0, 16)}.png`
  const home = picturesOf(folder, city),
    half = join(home, `.${randomUUID()}`)
  await mkdir(home, { recursive: true, mode: 0o700 })
  try {
    await writeFile(half, picture, { mode: 0o600 })
    await rename(half, join(home, name))
  } finally {
    await rm(half, { force: true })
  }
  return name
}

/** Deletes the signs a city has had before. @param kept the one it has now */
export async function dropSigns(folder: string, city: string, kept: string | undefined): Promise<void> {
  const home = picturesOf(folder, city)
  for (const name of await readdir(home).catch(() => []))
    if (shape.test(name) && name !== kept) await rm(join(home, name), { force: true })
}

/** Whether it names a file of this kind, and leads nowhere else. */
export const isSign = (name: string | undefined): name is string => name !== undefined && shape.test(name)

async function draw(given: Buffer): Promise<Buffer> {
  if (given.length > maxBytes) throw noSign()
  try {
    const picture = sharp(given, { limitInputPixels: 25_000_000, animated: false })
    if (!formats.has((await picture.metadata()).format)) throw noSign()
    return await picture
      .autoOrient()
      .resize({ width: side, height: side, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png()
      .timeout({ seconds: 20 })
      .toBuffer()
  } catch (error) {
    throw error instanceof Problem ? error : noSign(error)
  }
}
