/**
 * In SQL: whether the module that calls acts about a thing of its own; civic itself acts for all.
 *
 * @param subject by its name there
 */
export const ownSubject = (subject: string): string =>
  `coalesce(core.calling_unit() in ('civic', split_part(${subject}, ':', 1)), true)`
