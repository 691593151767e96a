#include "translations/translations.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"

#include <QApplication>
#include <QFile>
#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>
#include <QScopeGuard>
#include <QTest>
#include <QTextLayout>
#include <QXmlStreamReader>

using namespace aisle;

/// Every character that the window can say has a glyph in some installed font, in both languages.
class GlyphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTranslationResources(); }
    void everyTextHasGlyphs_data();
    void everyTextHasGlyphs();
    void noTextIsUntranslated();
    void partsOfSentencesAreTranslated();
    void chineseIsAsHeavyAsItShouldBe();

private:
    struct Text
    {
        QString source;
        QString translation;
        bool finished = true;
    };
    static std::vector<Text> texts();
    static int missingGlyphs(const QString &text);
};

std::vector<GlyphTest::Text> GlyphTest::texts()
{
    QFile file(QStringLiteral(AISLE_TRANSLATIONS_FOLDER "/aisle_zh_CN.ts"));
    std::vector<Text> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("source")) {
            all.push_back({xml.readElementText(), {}, true});
        } else if (xml.name() == QLatin1String("translation") && !all.empty()) {
            all.back().finished = xml.attributes().value(QLatin1String("type")) != QLatin1String("unfinished");
            all.back().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return all;
}

int GlyphTest::missingGlyphs(const QString &text)
{
    auto line = text;
    line.remove(u'\n');
    QTextLayout layout(line, QApplication::font());
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    int missing = 0;
    for (const auto &run : layout.glyphRuns())
        missing += static_cast<int>(run.glyphIndexes().count(0));
    return missing;
}

void GlyphTest::everyTextHasGlyphs_data()
{
    QTest::addColumn<bool>("chinese");
    QTest::newRow("English") << false;
    QTest::newRow("Chinese") << true;
}

void GlyphTest::everyTextHasGlyphs()
{
    QFETCH(bool, chinese);
    const auto all = texts();
    QVERIFY(all.size() > 500);
    for (const auto &text : all) {
        const auto shown = chinese ? text.translation : text.source;
        QVERIFY2(missingGlyphs(shown) == 0, qPrintable(shown));
    }
    QVERIFY(missingGlyphs(QString(QChar(0xE000))) > 0); // a character that no font has is noticed
}

void GlyphTest::noTextIsUntranslated()
{
    for (const auto &text : texts())
        QVERIFY2(text.finished && (!text.translation.isEmpty() || text.source.trimmed().isEmpty()),
                 qPrintable(text.source));
}

/// Regular text is set in a named face for Chinese and is no heavier than it should be, whichever was drawn first.
/// Percentages are written alike, and no English reason stands within a Chinese sentence.
void GlyphTest::partsOfSentencesAreTranslated()
{
    const auto english = qScopeGuard([] { setLanguage(QStringLiteral("en")); });
    setLanguage(QStringLiteral("zh_CN"));
    QCOMPARE(formatPercent(.0166, 2), QStringLiteral("1.66%"));
    const auto remark = remarkText(QStringLiteral("The text is windows-1252: single-byte letters, no UTF-8."));
    QVERIFY2(remark.contains(QStringLiteral("windows-1252")) && !remark.contains(QStringLiteral("letters")),
             qPrintable(remark));
}

void GlyphTest::chineseIsAsHeavyAsItShouldBe()
{
    Theme::instance().install(ThemeChoice::Light);
    const auto chinese = QString::fromUtf8("选择推荐算法");
    const auto inked = [&](const QFont &font) {
        QImage image(300, 40, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(font);
        painter.drawText(image.rect(), Qt::AlignCenter, chinese);
        painter.end();
        double ink = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                ink += 255 - qGray(image.pixel(x, y));
        return ink;
    };
    const double strong = inked(strongFont());
    const double regular = inked(QApplication::font());
    QVERIFY2(regular < .92 * strong, qPrintable(QStringLiteral("%1 against %2").arg(regular).arg(strong)));
    QTextLayout layout(chinese, QApplication::font());
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    for (const auto &run : layout.glyphRuns()) {
        QCOMPARE(run.rawFont().weight(), int(QFont::Normal));
        QVERIFY2(QApplication::font().families().contains(run.rawFont().familyName()),
                 qPrintable(run.rawFont().familyName()));
    }
}

QTEST_MAIN(GlyphTest)
#include "tst_glyphs.moc"
