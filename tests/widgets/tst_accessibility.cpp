#include "tests/widgets/pageovershop.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/settingsdialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>

using namespace aisle;

/// Whatever can be reached by keyboard in the window says its name to a screen reader.
class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::prepareWindow(); }
    void everyControlHasAName_data();
    void everyControlHasAName();
    void settingsHaveNames();

private:
    static bool isControl(const QWidget &widget);
    static QStringList nameless(const QWidget &root);
};

bool TestAccessibility::isControl(const QWidget &widget)
{
    if (widget.objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QScrollBar *>(&widget) ||
        qobject_cast<const QHeaderView *>(&widget) || qobject_cast<const QTabBar *>(&widget) ||
        qobject_cast<const QTabWidget *>(&widget) || qobject_cast<const QScrollArea *>(&widget))
        return false; // parts of others, and frames around what is named
    const bool typical = qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QComboBox *>(&widget) ||
                         qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QAbstractSlider *>(&widget) ||
                         qobject_cast<const QAbstractSpinBox *>(&widget) ||
                         qobject_cast<const QAbstractItemView *>(&widget) || qobject_cast<const QTextEdit *>(&widget) ||
                         qobject_cast<const QPlainTextEdit *>(&widget);
    return typical || (widget.focusPolicy() & Qt::TabFocus);
}

QStringList TestAccessibility::nameless(const QWidget &root)
{
    QStringList found;
    for (auto *widget : root.findChildren<QWidget *>()) {
        const auto *inside = widget->parentWidget();
        const bool isPart = qobject_cast<const QComboBox *>(inside) || qobject_cast<const QAbstractSpinBox *>(inside) ||
                            qobject_cast<const QLineEdit *>(inside) || qobject_cast<const QTabBar *>(inside) ||
                            qobject_cast<const QAbstractItemView *>(inside);
        if (!widget->isVisibleTo(&root) || qobject_cast<const QAbstractScrollArea *>(inside))
            continue; // cannot be reached now; inside of a view
        if (!isControl(*widget) || (isPart && !qobject_cast<const QLineEdit *>(widget)))
            continue;
        auto *spoken = QAccessible::queryAccessibleInterface(widget);
        if (spoken && !spoken->text(QAccessible::Name).isEmpty())
            continue;
        QStringList path;
        for (const QWidget *w = widget; w && w != &root; w = w->parentWidget())
            path.prepend(QStringLiteral("%1#%2").arg(QLatin1String(w->metaObject()->className()), w->objectName()));
        found.append(path.join(QStringLiteral(" > ")));
    }
    return found;
}

void TestAccessibility::everyControlHasAName_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &page : pages())
        QTest::newRow(page.id) << QString::fromLatin1(page.id);
}

void TestAccessibility::everyControlHasAName()
{
    QFETCH(const QString, id);
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("shop.aisle"));
    test::makeShop(path).reset();
    MainWindow window(std::make_shared<JobPools>());
    window.show();
    bool open = false;
    window.openProject(path, [&open] { open = true; });
    QTRY_VERIFY(open);
    test::trainIn(*window.session(), "ease");
    test::compareAllRuns(*window.session());
    window.session()->selection().setShopper(ShopperRef{UserId(5), QStringLiteral("17005")});
    window.session()->selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), {}});
    window.showPage(id);
    QTRY_VERIFY_WITH_TIMEOUT(window.page(id)->isSettled(), 20'000);
    const auto found = nameless(*window.page(id));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestAccessibility::settingsHaveNames()
{
    SettingsDialog dialog(std::make_shared<JobPools>(), nullptr);
    const auto found = nameless(dialog);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
