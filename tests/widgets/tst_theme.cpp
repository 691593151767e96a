#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QTest>

using namespace aisle;

/// Text has 4.5:1 on everything it may stand on, marks 3:1, in both themes.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data() { addThemes(); }
    void textIsReadable();
    void marksAreVisible_data() { addThemes(); }
    void marksAreVisible();
    void kindsAreOrdered_data() { addThemes(); }
    void kindsAreOrdered();
    void iconsArePainted();
    void contrastIsThatOfTheStandard();

private:
    static void addThemes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static void compare(const QColor &front, const QColor &back, double least, const char *what)
    {
        const auto ratio = contrastRatio(front, back);
        QVERIFY2(
            ratio >= least,
            qPrintable(
                QStringLiteral("%1: %2 on %3 has %4").arg(QLatin1String(what), front.name(), back.name()).arg(ratio)));
    }
};

void ThemeTest::textIsReadable()
{
    QFETCH(bool, dark);
    const auto &t = dark ? darkTokens() : lightTokens();
    for (const auto &back : {t.window, t.surface, t.raised}) {
        compare(t.text, back, 4.5, "text");
        compare(t.secondaryText, back, 4.5, "secondary text");
        compare(t.good, back, 4.5, "good");
        compare(t.warning, back, 4.5, "warning");
        compare(t.bad, back, 4.5, "bad");
        for (const auto &run : t.runs)
            compare(run, back, 4.5, "run");
    }
    compare(t.text, t.selection, 4.5, "selected text");
    compare(t.accentText, t.accent, 4.5, "text on accent");
}

void ThemeTest::marksAreVisible()
{
    QFETCH(bool, dark);
    const auto &t = dark ? darkTokens() : lightTokens();
    for (const auto &back : {t.window, t.surface}) {
        compare(t.outline, back, 3, "outline");
        compare(t.accent, back, 3, "accent");
        compare(t.returns, back, 3, "returns");
        for (const auto &kind : t.kinds)
            compare(kind, back, 3, "kind");
    }
}

void ThemeTest::kindsAreOrdered()
{
    QFETCH(bool, dark);
    const auto &kinds = (dark ? darkTokens() : lightTokens()).kinds;
    for (std::size_t i = 1; i < kinds.size(); ++i)
        QVERIFY(contrastRatio(kinds[i], Qt::black) <
                contrastRatio(kinds[i - 1], Qt::black)); // exposure light, purchase dark
}

void ThemeTest::iconsArePainted()
{
    const auto names = iconNames();
    QVERIFY(names.size() > 40);
    for (const auto &name : names) {
        const auto image = iconPixmap(name, 24, Qt::black, 1).toImage();
        int painted = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                painted += qAlpha(image.pixel(x, y)) > 40;
        QVERIFY2(painted > 10, qPrintable(name));
    }
}

void ThemeTest::contrastIsThatOfTheStandard()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QVERIFY(std::abs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < .01); // the usual example of WCAG 2
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
