import { describe, expect, test } from 'vitest'
import { htmlToText } from './html-text.ts'

function textOf(html: string): string {
  const page = htmlToText(html)
  if (page.kind !== 'text') throw new Error(page.reason)
  return page.text
}

describe('the text of a page', () => {
  test.each([
    ['a row of label and value', '<table><tr><td>Amount</td><td>NGN 5.00</td></tr></table>', 'Amount: NGN 5.00'],
    [
      'a colon in a cell of its own',
      '<tr><td>x</td></tr><table><tr><td>Amount</td><td>&nbsp;:&nbsp;</td><td>5</td></tr></table>',
      'x\n\nAmount: 5',
    ],
    ['a colon in the label', '<table><tr><th>Amount : </th><td>5</td></tr></table>', 'Amount: 5'],
    [
      'two pairs in one row',
      '<table><tr><td>Amount</td><td>5</td><td>Date</td><td>6 May</td></tr></table>',
      'Amount: 5\n\nDate: 6 May',
    ],
    [
      'an empty value',
      '<table><tr><td>Note:</td><td></td></tr><tr><td>Date:</td><td>6 May</td></tr></table>',
      'Note:\n\nDate: 6 May',
    ],
    ['a line break in a value', '<table><tr><td>Note</td><td>GREEN<br>  LEAF</td></tr></table>', 'Note: GREEN LEAF'],
    [
      'cells that are tables',
      '<table><tr><td><table><tr><td>A</td></tr></table></td><td><table><tr><td>1</td></tr></table></td></tr></table>',
      'A: 1',
    ],
    [
      'a table inside a layout table',
      '<table><tr><td><p>Hi</p><table><tr><td>A</td><td>1</td></tr></table></td></tr></table>',
      'Hi\n\nA: 1',
    ],
    ['rows and cells left open', '<table><tr><td>A<td>1<tr><td>B<td>2</table>', 'A: 1\n\nB: 2'],
    ['blocks and line breaks', '<div>a<div>b</div>c<br>d</div>', 'a\n\nb\n\nc\nd'],
    ['inline parts of one sentence', '<p>A <b>DEBIT</b>\n   <i>tran</i>saction</p>', 'A DEBIT transaction'],
    ['entities', '<p>&#8358;1&nbsp;&amp;&nbsp;&lt;2&gt; &#x20A6;</p>', '₦1 & <2> ₦'],
    ['preformatted lines', '<pre>a\n  b</pre>', 'a\nb'],
  ])('keeps %s', (_, html, text) => {
    expect(textOf(html)).toBe(text)
  })

  test.each([
    '<p style="display:none">x</p>',
    '<div style="DISPLAY : NONE !important">x</div>',
    '<p style="visibility: hidden">x</p>',
    '<p style="font-size:0">x</p>',
    '<p style="font:0/0 a">x</p>',
    '<p style="font-size:1px">x</p>',
    '<table style="font-size:0"><tr><td><span style="font-size:1em">x</span></td></tr></table>',
    '<p style="opacity:0.0">x</p>',
    '<p style="zoom: 0">x</p>',
    '<p style="position:absolute; left: -9999px">x</p>',
    '<p style="text-indent:-999em">x</p>',
    '<p style="position:absolute;clip:rect(0 0 0 0)">x</p>',
    '<p style="clip-path: inset(100%)">x</p>',
    '<p style="transform: scale(0)">x</p>',
    '<p style="transform:translateX(-5000px)">x</p>',
    '<p style="color:#fefefe">x</p>',
    '<p style="color:#0a0a0a;background:#000">x</p>',
    '<p style="max-height:0px;overflow:hidden">x</p>',
    '<p style="mso-hide:all">x</p>',
    '<p hidden>x</p>',
    '<p style="color:#fff">x</p>',
    '<p style="color: rgb(255, 255, 255)">x</p>',
    '<font color="white">x</font>',
    '<table bgcolor="#000"><tr><td style="color:black">x</td></tr></table>',
    '<p style="color:transparent">x</p>',
    '<style>.h, p.g { display : none }</style><p class="a h">x</p><p class="g">x</p>',
    '<style>#z{font-size:0}</style><p id="z">x</p>',
    '<div style="display:none"><p style="display:block">x</p></div>',
    '<!-- x --><script>x</script><style>x{}</style><title>x</title><noscript>x</noscript><template>x</template>',
    '<select><option>x</select><textarea>x</textarea><svg><text>x</text></svg>',
  ])('leaves out what nobody sees: %s', (html) => {
    expect(textOf(`<p>a</p>${html}<p>b</p>`)).toBe('a\n\nb')
  })

  test.each([
    '<p style="color:#fff;background:#036">x</p>',
    '<table background="night.png"><tr><td style="color:white">x</td></tr></table>',
    '<div style="background:url(night.png)"><span style="color:white">x</span></div>',
    '<div style="height:0">x</div>',
    '<table style="font-size:0px"><tr><td style="font-size:13px">x</td></tr></table>',
    '<div style="font-size:0"><p style="font:14px/1.5 Arial">x</p></div>',
    '<p style="margin-left:-12px;transform:scale(0.9)">x</p>',
    '<p style="color:#e8e8e8">x</p>',
    '<p style="line-height:0;max-width:600px">x</p>',
    '<style>@media only screen and (max-width:600px){.m{display:none}}</style><p class="m">x</p>',
    '<p style="font-size:0.8em">x</p>',
  ])('keeps what is seen: %s', (html) => {
    expect(textOf(html)).toBe('x')
  })
})
