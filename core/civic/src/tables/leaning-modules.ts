import { Problem, type Ctx, type DirectoryCodes, type LeaningSource } from '@vmeste/sdk'

type Asking = Pick<Ctx, 'capabilities'>
const sources = (ctx: Asking) => ctx.capabilities<LeaningSource>('leans@1').map(({ implementation }) => implementation)

/** Departments that modules have open work for; undefined where one of them does not answer. */
export async function workingDepartments(
  ctx: Asking,
  departments: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  try {
    const answers = await Promise.all(sources(ctx).map((source) => source.working(departments)))
    return new Set(answers.flat())
  } catch {
    // the host has written down whose fault it was: each call is one of its own
    return undefined
  }
}

/**
 * Of these codes those that modules name.
 *
 * @throws Problem `DIRECTORY_USE_UNKNOWN` where one of them does not answer: what it names is not taken from it
 */
export async function codesNamed(ctx: Asking, codes: DirectoryCodes): Promise<DirectoryCodes> {
  try {
    const answers = await Promise.all(sources(ctx).map((source) => source.naming(codes)))
    return {
      departments: answers.flatMap(({ departments }) => departments),
      topics: answers.flatMap(({ topics }) => topics),
    }
  } catch (cause) {
    throw new Problem(
      'DIRECTORY_USE_UNKNOWN',
      {
        ru: 'Не все модули ответили, нужно ли им это. Ничего не изменилось, попробуйте ещё раз.',
        be: 'Не ўсе модулі адказалі, ці патрэбна ім гэта. Нічога не змянілася, паспрабуйце яшчэ раз.',
        en: 'Not every module answered whether it needs this. Nothing has changed, please try again.',
      },
      { kind: 'unavailable', cause },
    )
  }
}
