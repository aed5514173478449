import { readModule } from './read-module.ts'
import { makeOperations } from './module-operations.ts'

export async function freshContract(folder: string) {
  const { plugin, manifest, entry } = await readModule(folder)
  makeOperations({ folder, isModule: true, plugins: [plugin] })
  return { id: plugin.id, name: manifest.name, version: manifest.version, entry, engine: plugin.engine, about: { description: manifest.description, license: manifest.license } }
}
