#include "tests/support/hostiletexts.h"

namespace aisle::test {

QStringList hostileTexts()
{
    return {QStringLiteral("<img src=\"/dev/zero\">"),
            QStringLiteral("<b>bold</b> &amp; <table><tr><td>"),
            QStringLiteral("</script></title></svg>]]>"),
            QStringLiteral("<?xml version=\"1.0\"?>"),
            QStringLiteral("H&M & Co"),
            QStringLiteral("%1"),
            QStringLiteral("50%1 off %2 %L3 %n"),
            QStringLiteral("=HYPERLINK(\"http://x\",\"y\")"),
            QStringLiteral("-10 % off"),
            QStringLiteral("@SUM(A1)"),
            QStringLiteral(u"\u001b[31mred"),
            QStringLiteral(u"\u001b]0;title\u0007"),
            QStringLiteral(u"\u009b31m"),
            QStringLiteral(u"\u202Egnp.exe"),
            QStringLiteral(u"\u2066left\u2069"),
            QStringLiteral(u"one\u2028two"),
            QStringLiteral("one\ntwo"),
            QStringLiteral("tab\tand \"marks\", commas"),
            QStringLiteral(u"\u0001\u0008\u007f"),
            QStringLiteral("{\"a\":[1]}"),
            QStringLiteral("../../etc/passwd"),
            QStringLiteral(u"\U0001F469\u200D\U0001F52C \u05D0\u05D1"),
            QStringLiteral("\uFFFE[*]"), // no character of XML; what stands for the mark of changes in a title
            QString(QChar(0xd800)) + QStringLiteral("half"),
            QString(100000, u'w')};
}

} // namespace aisle::test
