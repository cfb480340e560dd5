#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese is set as Chinese, and says the same of the field by the same words."""

import re
import tempfile

import catalogue
import tap

HAN = '\u4e00-\u9fff'
SET_WRONG = re.compile(rf'[{HAN}][,;:?!]|[{HAN}]\.(?!\w)|[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]|[{HAN}] [，。：；？！、]|'
                       rf'[，。：；？！、“”（）] | [，。：；？！、”（）]|[{HAN}]\((?!_)|。。|\.\.\.|\d %')
DIRECTIVE = re.compile(r"%(\d\$)?'?0?[\d.]*[sdufm]")

# An English word of the field, and what Chinese says for it. With “|”, one of several.
WORDS = {
    r'\bwebhooks?\b': 'Webhook',
    r'\bprimary keys?\b': '主键',
    r'\bprefix(es)?\b': '前缀',
    r'\bkeyrings?\b': '密钥环',
    r'\bSSH tunnel\b': 'SSH 隧道',
    r'\bfull refresh(es)?\b': '全量刷新',
    r'\bincremental\b': '增量',
    r'\bincrementally\b': '增量',
    r'\bAppend\b': '仅追加',
    r'\bconnection strings?\b': '连接字符串',
    r'\breplication slots?\b': '复制槽',
    r'\bpublications?\b': '发布',
    r'\bsize map\b': '大小图',
    r'\bpractice workspace\b': '练习工作区',
    r'\bsigning secret\b': '签名密钥',
    r'\bAPI keys?\b': 'API 密钥',
    r'\bfirst (load|sync)\b': '首次同步',
    r'\bcursors?\b': '增量字段',
    r'\bbulk edit\b': '批量编辑',
    r'\bnear-real-time\b': '近实时',
    r'\bdrafts?\b': '草稿',
    r'\bdata sources?\b': '数据源',
    r'\bthis computer\b': '本机|计算机',
    r'\bneeds attention\b': '需要注意',
    r'\bUndo\b': '撤消',
    r'\bRedo\b': '重做',
    r'\brows a month\b': '每月',
    r'\blook-back\b': '回溯',
    r'\bestimated cost\b': '预计费用',
    r'\btables?\b': '表',
    r'\brows?\b': '行|数据',
    r'\bsources?\b': '源|接入',
    r'\bpasswords?\b': '密码',
    r'\baccounts?\b': '账户|账号|Sluice 不会看到',
    r'\bservers?\b': '服务器|主机',
    r'\bThe answer\b': '应答',
}

# Where the English is a name, or says another thing by the word.
FREE = re.compile(r'look back|ANALYZE TABLE|in a row|Tables without rows|--rows|under Personal API keys|a table’s rows change|own word')

# Where a link leads, and what is quoted.
LINK = re.compile(r'\]\([^)]*\)|“[^”]*”')

# Words for which the glossary has another, and ways of speaking that it does not want.
FORBIDDEN = {
    '游标': '增量字段', '首次加载': '首次同步', '首次装载': '首次同步', '此计算机': '本机', '电脑': '本机',
    '张表': '个表', '帐户': '账户', '帐号': '账户', '撤销更改': '撤消', '公钥匙': '公钥', '数据来源': '数据源', '回答': '应答',
    '登陆': '登录', '其它': '其他', '缺省': '默认',
    '全量同步': '全量刷新', '密匙': '密钥', '钥匙环': '密钥环', '连接串': '连接字符串',
}


def chinese():
    """The messages of the sources that Chinese says."""
    with tempfile.TemporaryDirectory() as folder:
        path = catalogue.merged('zh_CN', catalogue.template(folder), folder)
        return [message for message in catalogue.read(path)[1:] if any(message.forms)]


def check_set():
    """full-width punctuation, a space beside Latin letters and digits, none beside punctuation"""
    for message in chinese():
        for form in message.forms:
            text = DIRECTIVE.sub('〇', form).replace('\n', '')
            if not form.endswith(';') and '  ' not in form and SET_WRONG.search(text):
                yield f'{message} → {form}'


def check_words():
    """the words of the field are those of the glossary"""
    for message in chinese():
        for form in message.forms:
            text = LINK.sub('', (message.plural or message.id)).replace('_', '')
            for word, said in WORDS.items():
                if re.search(word, text, re.I if word[2:3].islower() else 0) and not re.search(said, form.replace('_', '')):
                    if not FREE.search(text):
                        yield f'{word} is {said}: {message} → {form}'


def check_forbidden():
    """no word that the glossary has another for"""
    for message in chinese():
        for form in message.forms:
            # Lists of words that somebody may search for have others' words, too.
            if re.search('[，。：；？！“]', form) or len(form.split()) < 5:
                yield from (f'{word} is {better}: {message} → {form}' for word, better in FORBIDDEN.items() if word in form)


def check_said():
    """nothing is left in English but names and what is alike in both"""
    words = re.compile(r'[A-Za-z]{3,}')
    alike = {'Sluice', 'PostHog', 'Webhook', 'Webhooks', 'webhook', 'xmin', 'CDC', 'CRM', 'SQL', 'UTC', 'for', 'Beta', 'Alpha'}
    for message in chinese():
        if not re.search(f'[{HAN}]', message.forms[0]) and set(words.findall(DIRECTIVE.sub('', message.id))) - alike:
            yield f'{message} → {message.forms[0]}'


tap.run([check_set, check_words, check_forbidden, check_said])
