"""Readings of surnames and of characters that are commonly read in two ways, where the first of the table misleads.

General knowledge of common surnames and place names, open to additions; the rest is read by pypinyin's table.
"""

_SURNAMES = (
    "单shàn 曾zēng 查zhā 仇qiú 解xiè 区ōu 朴piáo 任rén 华huà 盖gě 缪miào 翟zhái 乐yuè 盛shèng 万wàn 车chē "
    "员yùn 种chóng 秘bì 折shé 牟mù 覃qín 晁cháo 谌chén 郇xún 隗wěi 冼xiǎn 洗xiǎn 祭zhài 黑hè 撒sǎ 繁pó "
    "召shào 宁nìng 葛gě 纪jǐ 柏bǎi 卜bǔ 那nā 过guō 哈hǎ 燕yān 应yīng 訾zī 相xiàng 强qiáng 逄páng 尉wèi "
    "占zhān 干gān 行xíng 幺yāo 曲qū 薄bó 会guì 句gōu 令líng 宿sù 莘shēn 都dū 石shí 沈shěn 俞yú 於yū 贾jiǎ "
    "肖xiāo 尹yǐn 郗chī 阚kàn 要yāo 佴nài 瞿qú 朝cháo 长zhǎng 扎zhā 笪dá 郄qiè 隽juàn 呙guō 亓qí 逯lù "
    "褚chǔ 臧zāng 殷yīn 参cān 称chēng 角jué 重chóng"
)
SURNAMES = {pair[0]: pair[1:] for pair in _SURNAMES.split()}

DOUBLE_SURNAMES = {
    "尉迟": ("yù", "chí"),
    "万俟": ("mò", "qí"),
    "单于": ("chán", "yú"),
    "长孙": ("zhǎng", "sūn"),
    "澹台": ("tán", "tái"),
    "乐正": ("yuè", "zhèng"),
    "令狐": ("líng", "hú"),
    "皇甫": ("huáng", "fǔ"),
    "宰父": ("zǎi", "fǔ"),
    "鲜于": ("xiān", "yú"),
    "夏侯": ("xià", "hóu"),
}

# In given names and place names either reading is used; both find the name, the first one sorts it.
_ALSO = (
    "乐:lè/yuè 茜:qiàn/xī 朝:zhāo/cháo 长:cháng/zhǎng 重:chóng/zhòng 行:xíng/háng 晟:shèng/chéng "
    "靓:liàng/jìng 莘:shēn/xīn 盛:shèng/chéng 蔚:wèi/yù 筠:yún/jūn 曾:céng/zēng 单:dān/shàn "
    "藏:zàng/cáng 娜:nà/nuó 柏:bǎi/bó 传:chuán/zhuàn 佛:fó/fú 强:qiáng/jiàng 观:guān/guàn "
    "奇:qí/jī 调:diào/tiáo 都:dōu/dū 参:cān/shēn 率:shuài/lǜ 仇:chóu/qiú 堡:bǎo/bǔ/pù 卜:bǔ/bo "
    "六:liù/lù 厦:xià/shà 荥:xíng/yíng 蕃:fán/bō 浒:hǔ/xǔ 圩:wéi/xū 万:wàn/mò"
)
ALSO = {pair[0]: pair[2:].split("/") for pair in _ALSO.split()}
