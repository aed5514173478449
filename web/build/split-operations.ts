import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const mark = '?operation='
const generated = /operations\.gen\.ts$/

/**
 * Each recorded operation becomes a file of its own, so that what somebody opens carries the operations it asks and no
 * other: their hashes are what nothing can compress.
 */
export const splitOperations: Plugin = {
  name: 'vmeste:split-operations',
  enforce: 'post',
  load(id) {
    const [file, name] = id.split(mark)
    if (!file || !name) return undefined
    const value = new RegExp(`^export const ${name}\\b[^=]*= (\\{.*?\\})(?: as .*)?$`, 'm').exec(
      readFileSync(file, 'utf8'),
    )?.[1]
    if (!value) throw new Error(`${file} has no operation ${name}`)
    return `export const ${name} = ${value}`
  },
  transform: {
    filter: { code: /operations\.gen\.ts/ },
    handler(code) {
      const imports = this.parse(code).body.filter(
        (node) => node.type === 'ImportDeclaration' && generated.test(node.source.value),
      )
      const split = imports.reduceRight((text, node) => {
        if (node.type !== 'ImportDeclaration') return text
        const single = node.specifiers.map((each) => {
          if (each.type !== 'ImportSpecifier' || each.imported.type !== 'Identifier')
            throw new Error('operations are imported by their names')
          return `import { ${each.imported.name} as ${each.local.name} } from ${JSON.stringify(`${node.source.value}${mark}${each.imported.name}`)};`
        })
        return text.slice(0, node.start) + single.join('') + text.slice(node.end)
      }, code)
      return { code: split, map: null }
    },
  },
}
