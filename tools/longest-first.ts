import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Those that take half a minute and more on two cores, longest first: begun last, they would run on alone. */
export const longest: readonly string[] = [
  'modules/appeals/test/silver.db.test.ts',
  'test/module-walls.db.test.ts',
  'demo/test/seed.db.test.ts',
  'test/lifecycle.db.test.ts',
  'test/bad-input.db.test.ts',
  'modules/ratings/test/silver.db.test.ts',
  'core/cli/src/commands/new-module.test.ts',
  'test/a11y/pages.browser.test.ts',
]

/** Vitest's own order, which begins with the largest files, behind the longest of its group. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = (await super.sort(files)).map((file, place) => ({
      file,
      place: placeOf(file) ?? longest.length + place,
    }))
    const group = ({ file }: { readonly file: TestSpecification }): number => file.project.config.sequence.groupOrder
    return order.sort((a, b) => group(a) - group(b) || a.place - b.place).map(({ file }) => file)
  }
}

const placeOf = ({ moduleId }: TestSpecification): number | undefined => {
  const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`))
  return place < 0 ? undefined : place
}
