import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SharedPlatform } from './platform.ts'
import { exifOf } from './sample-photo.ts'

/** Every picture that lies on the platform's disk, and whether it still tells where it was taken. */
export async function storedPictures({
  dataFolder,
}: SharedPlatform): Promise<{ readonly path: string; readonly telling: boolean }[]> {
  const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async (path) => {
      const content = await readFile(path)
      return {
        path,
        telling: (await exifOf(content)) !== undefined || content.includes('Exif') || content.includes('Of somebody'),
      }
    }),
  )
}
