export interface PerRequest<Ctx extends object, Made> {
  /** Made at the first call of a request; the same afterwards. */
  of(this: void, ctx: Ctx): Made
  /** After a change what was loaded before it is history: the next call makes it anew. */
  forget(this: void, ctx: Ctx): void
}

/**
 * Something of which each request has one of its own and which ends with it: loaders, so that a field asked of fifty
 * rows is one statement.
 *
 * @param make called with the request's `Ctx`
 * @example const loaders = perRequest((ctx: ParkingCtx) => ({ photos: new DataLoader((ids) => readPhotos(ctx, ids)) }))
 * // in a resolver: loaders.of(ctx).photos.load(id)
 */
export function perRequest<Ctx extends object, Made>(make: (ctx: Ctx) => Made): PerRequest<Ctx, Made> {
  const made = new WeakMap<Ctx, { readonly value: Made }>()
  return {
    of(ctx) {
      const known = made.get(ctx)
      if (known) return known.value
      const value = make(ctx)
      made.set(ctx, { value })
      return value
    },
    forget(ctx) {
      made.delete(ctx)
    },
  }
}
