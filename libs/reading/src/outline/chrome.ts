/** What a website prints around a report and no report contains. */
const furniture = new RegExp([
  '^(?:索\\s*引\\s*号|主题分类|发布机构|发文日期|成文日期|发布日期|发布时间|文\\s*号|效力状态|信息来源|来源|作者|浏览次数|浏览量|点击数|点击量|访问量|阅读次数|责任编辑|编辑|审核|字体|字号|打印|下载|关闭|收藏|分享|分享到|扫一扫|已阅|返回顶部|返回首页|首页|当前位置|您现在的位置|您当前的位置|上一篇|下一篇|上一条|下一条|相关链接|相关文章|相关阅读|友情链接|版权所有|主办|主办单位|承办|承办单位|技术支持|网站标识码|网站地图|联系我们|关于我们|智能问答|无障碍|长者|附件)(?:[\\s:：\\[【(（|]|$)',
  'ICP备|公网安备|网站标识码|版权所有|Copyright|扫一扫|打印本页|关闭窗口|返回顶部|微信公众号二维码|用手机|手机浏览',
  '^\\d{4}[-/年.]\\d{1,2}[-/月.]\\d{1,2}日?\\s+\\d{1,2}:\\d{2}',
].join('|'));

/** Whether a line is furniture of a website rather than part of a report. */
export function isFurniture(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= 120 && !/。/.test(trimmed) && furniture.test(trimmed);
}
