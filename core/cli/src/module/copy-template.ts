import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

const template = join(import.meta.dirname, '../../templates/module')
/** Made anew for every module, or no part of its sources. */
const left = /^(node_modules|dist|contract)(\/|$)|\.gen\.ts$|\.tgz$/

const words = (id: string) => ({
  'stray-animals': id,
  stray_animals: id.replaceAll('-', '_'),
  strayAnimals: id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  StrayAnimals: id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
})

/**
 * Writes the module that every new one begins as, under its own name: a working one, to be changed rather than filled
 * in.
 */
export async function copyTemplate(id: string, folder: string): Promise<void> {
  const renamed = words(id)
  const rename = (text: string): string =>
    text.replace(
      /stray-animals|stray_animals|strayAnimals|StrayAnimals/g,
      (word) => renamed[word as keyof typeof renamed],
    )
  for (const entry of await readdir(template, { recursive: true, withFileTypes: true })) {
    const file = relative(template, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    if (!entry.isFile() || left.test(file)) continue
    const to = join(folder, rename(file))
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, rename(await readFile(join(template, file), 'utf8')))
  }
}
