import { describe, expect, it } from 'vitest'
import { readLaunch, readTheme } from './launch.ts'

describe('readLaunch', () => {
  it('reads who opened the page and in which colours', () => {
    const data = 'user=%7B%22id%22%3A1%7D&hash=ab'
    const fragment = new URLSearchParams({
      tgWebAppData: data,
      tgWebAppPlatform: 'ios',
      tgWebAppThemeParams: '{"bg_color":"#FFFFFF","text_color":"red; background: url(x)"}',
    })
    expect(readLaunch(`#${fragment}`)).toEqual({ initData: data, platform: 'ios', theme: { bg_color: '#ffffff' } })
  })

  it.each(['', '#', '#content', '#tgWebAppData=', '#tgWebAppPlatform=ios'])('is none for %s', (fragment) => {
    expect(readLaunch(fragment)).toBeNull()
  })
})

describe('readTheme', () => {
  it.each(['', 'null', '[', '"#ffffff"', '{"a":1}', null])('is empty for %s', (json) => {
    expect(readTheme(json)).toEqual({})
  })
})
