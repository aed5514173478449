/** The words of `vmeste city add` for a town that no demonstration has; only what cities may not share is asked for. */
export const cityWords = (slug = 'luban', prefix = 'ЛБ'): string[] => [
  ...['city', 'add', slug],
  ...['--ru', 'Любань', '--be', 'Любань', '--en', 'Luban'],
  ...['--prefix', prefix, '--at', '52.8,28.0'],
]
