#include "core/explore/itemneighbours.h"
#include "core/features/catalogueencoding.h"
#include "core/runs/runshelf.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/commands/featurecommands.h"
#include "widgets/common/theme.h"
#include "widgets/features/encodedialog.h"
#include "widgets/features/featurespage.h"
#include "widgets/features/vectorimportdialog.h"
#include "widgets/shell/language.h"
#include "widgets/tables/rowsview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace aisle;

/// Drives the Features page over a small shop. AISLE_SHOTS=FOLDER leaves pictures there.
class TestFeaturesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::prepareWindow(); }
    void init();
    void cleanup() { m_shop.close(); }
    void anEmptyPageEncodesAtOnce();
    void twoTablesStandSideBySide();
    void aRunStandsBesideATable();
    void deletingIsTakenBack();
    void encodingSaysWhatItTakes();
    void encodingTakesNoOthersName();
    void importAsksByWhatTheFileHolds();
    void importedVectorsAreThere();
    void changesLanguageAndTheme();

private:
    static QString stateOf(const QAbstractButton *button) { return button->isEnabled() ? button->text() : QString(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_shop.isSettled(), 20'000); }
    void encode(const CatalogueEncoding &encoding);
    RowsModel *rows(const char *name) const { return m_shop.child<RowsView>(name)->rows(); }
    QString cell(const char *table, int row, int column) const
    {
        return rows(table)->index(row, column).data().toString();
    }
    QPushButton *button(const char *name) const { return m_shop.child<QPushButton>(name); }
    QString written(const char *name, const QByteArray &text);
    void shootDialog(QWidget *dialog, const char *name);

    QTemporaryDir m_files;
    test::PageOverShop<FeaturesPage> m_shop;
};

void TestFeaturesPage::init()
{
    m_shop.open(test::makeShop(m_shop.nextPath()), {1280, 720});
    settle();
}

void TestFeaturesPage::encode(const CatalogueEncoding &encoding)
{
    bool done = false;
    encodeFeatures(m_shop.session(), encoding, 0, this, [&done](const Outcome<EncodingTotals> &outcome) {
        done = std::holds_alternative<EncodingTotals>(outcome);
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20'000);
    settle();
}

QString TestFeaturesPage::written(const char *name, const QByteArray &text)
{
    QFile file(m_files.filePath(QString::fromLatin1(name)));
    const bool isOpen = file.open(QIODevice::WriteOnly);
    return isOpen && file.write(text) == text.size() ? file.fileName() : QString();
}

void TestFeaturesPage::shootDialog(QWidget *dialog, const char *name)
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (!folder.isEmpty())
        dialog->grab().save(QStringLiteral("%1/features-%2.png").arg(folder, QString::fromLatin1(name)));
}

void TestFeaturesPage::anEmptyPageEncodesAtOnce()
{
    QCOMPARE(rows("tables")->rowCount(), 0);
    m_shop.shoot(QStringLiteral("features-empty"));
    QSignalSpy said(&m_shop.page(), &Page::noticeRaised);
    button("encode-at-once")->click();
    QTRY_COMPARE_WITH_TIMEOUT(rows("tables")->rowCount(), 1, 20'000);
    settle();
    QCOMPARE(cell("tables", 0, 0), QStringLiteral("words"));
    QCOMPARE(cell("tables", 0, 1), QStringLiteral("products"));
    QCOMPARE(cell("tables", 0, 2), QStringLiteral("128"));
    QCOMPARE(cell("tables", 0, 4), QStringLiteral("100.0 %"));
    QCOMPARE(cell("tables", 0, 5), QStringLiteral("title, category by the catalogue's own words"));
    QCOMPARE(cell("tables", 0, 7), QStringLiteral("up to date"));
    QCOMPARE(said.size(), 1);
    QCOMPARE(said.front().front().value<Notice>().text(), QStringLiteral("words: 60 products, 60 encoded now."));
}

void TestFeaturesPage::twoTablesStandSideBySide()
{
    encode({.name = QStringLiteral("both"), .fields = {QStringLiteral("title"), QStringLiteral("category")}});
    encode({.name = QStringLiteral("few"), .fields = {QStringLiteral("category")}, .dims = 4});
    m_shop.selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), QStringLiteral("Seven")});
    settle();
    QTRY_VERIFY(rows("space1")->rowCount() > 0);
    const auto &project = *m_shop.session()->project();
    SilentContext job;
    const auto vectors = readFeatures(project, FeatureStore(project).known(QStringLiteral("both")), job);
    const auto similar = similarRows(vectors, *vectors.placeOf(7), FeatureDesk::kNeighbours);
    QCOMPARE(rows("space1")->rowCount(), static_cast<int>(similar.size()));
    for (std::size_t i = 0; i < similar.size(); ++i)
        QCOMPARE(rows("space1")->rows()[i].id, vectors.ids[similar[i].place]);
    const auto &right = rows("space2")->rows();
    for (int row = 0; row < rows("space1")->rowCount(); ++row) {
        const auto place = cell("space1", row, 2).toInt();
        const auto id = rows("space1")->rows()[static_cast<std::size_t>(row)].id;
        const auto found = std::find_if(right.begin(), right.end(), [id](const auto &other) { return other.id == id; });
        QCOMPARE(place, found == right.end() ? 0 : static_cast<int>(found - right.begin()) + 1);
    }
    QVERIFY(cell("space1", 0, 1).contains(QStringLiteral("pieces"))); // a word of all titles
    m_shop.shoot(QStringLiteral("features-filled"));

    auto *view = m_shop.child<RowsView>("space1");
    const auto next = rows("space1")->rows().front().id;
    view->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_shop.selection().state().product->id, ItemId(7)); // the focus chooses nothing
    view->selectRow(0);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(m_shop.selection().state().product->id, ItemId(next));
}

void TestFeaturesPage::aRunStandsBesideATable()
{
    encode({.name = QStringLiteral("kinds"), .fields = {QStringLiteral("category")}, .dims = 4});
    m_shop.selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), {}});
    const auto run = test::trainIn(*m_shop.session(), "ease");
    test::compareAllRuns(*m_shop.session());
    settle();
    auto *right = m_shop.child<QComboBox>("table2");
    const int place = right->findData(static_cast<qint64>(run.value));
    QVERIFY(place >= 0);
    right->setCurrentIndex(place);
    Q_EMIT right->activated(place);
    settle();
    QTRY_VERIFY(rows("space2")->rowCount() > 0);
    SilentContext job;
    const auto kept = RunShelf(m_shop.session()->project()).get(run, job);
    const auto nearest = ItemNeighbours(kept).nearest(ItemId(7), FeatureDesk::kNeighbours);
    QCOMPARE(rows("space2")->rowCount(), static_cast<int>(nearest.size()));
    for (std::size_t i = 0; i < nearest.size(); ++i)
        QCOMPARE(rows("space2")->rows()[i].id, nearest[i].item.value);
    m_shop.shoot(QStringLiteral("features-run"));
    m_shop.selection().stopComparing(run);
    settle();
    QVERIFY(right->findData(static_cast<qint64>(run.value)) < 0);
}

void TestFeaturesPage::deletingIsTakenBack()
{
    encode({.name = QStringLiteral("both"), .fields = {QStringLiteral("title"), QStringLiteral("category")}});
    const auto &project = *m_shop.session()->project();
    const auto stored = FeatureStore(project).known(QStringLiteral("both"));
    SilentContext job;
    const auto before = readFeatures(project, stored, job);
    QVERIFY(!button("delete-features")->isEnabled());
    m_shop.child<RowsView>("tables")->selectRow(0);
    QVERIFY(button("delete-features")->isEnabled());
    button("delete-features")->click();
    QTRY_COMPARE(rows("tables")->rowCount(), 0);
    QVERIFY(FeatureStore(project).list().empty());
    QTRY_VERIFY(m_shop.session()->jobs().isEmpty());
    m_shop.session()->undoStack().undo();
    QTRY_COMPARE(rows("tables")->rowCount(), 1);
    const auto again = FeatureStore(project).known(QStringLiteral("both"));
    QCOMPARE(again.id, stored.id);
    QCOMPARE(again.at, stored.at);
    const auto after = readFeatures(project, again, job);
    QCOMPARE(after.ids, before.ids);
    QCOMPARE(after.hashes, before.hashes);
    QCOMPARE(after.values, before.values);
}

void TestFeaturesPage::encodingSaysWhatItTakes()
{
    button("encode-catalogue")->click();
    auto *dialog = m_shop.page().findChild<EncodeDialog *>();
    QVERIFY(dialog);
    auto *says = dialog->findChild<QLabel *>(QStringLiteral("forecast"));
    QTRY_COMPARE(says->text(), QStringLiteral("60 products have one of these texts."));
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("encode-start"));
    QCOMPARE(stateOf(start), QStringLiteral("Encode"));
    shootDialog(dialog, "encode");
    auto *title = dialog->findChild<QCheckBox *>(QStringLiteral("title"));
    QCOMPARE(title->text(), QStringLiteral("title: 60 of 60 products"));
    title->setChecked(false);
    dialog->findChild<QCheckBox *>(QStringLiteral("category"))->setChecked(false);
    QVERIFY(!start->isEnabled());
    title->setChecked(true);
    QVERIFY(start->isEnabled());
    auto *encoder = dialog->findChild<QComboBox *>(QStringLiteral("encoder"));
    encoder->setCurrentIndex(2);
    Q_EMIT encoder->activated(2);
    QCOMPARE(says->text(), QStringLiteral("Choose the folder of the encoder."));
    dialog->findChild<QLineEdit *>(QStringLiteral("encoder-folder"))->setText(m_files.path());
    QTRY_VERIFY_WITH_TIMEOUT(!start->isEnabled(), 5'000); // nothing of an encoder lies there
    QVERIFY(says->text().contains(m_files.path()) || says->text().contains(QStringLiteral("model.safetensors")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_shop.page().findChild<EncodeDialog *>());
}

void TestFeaturesPage::encodingTakesNoOthersName()
{
    encode({.name = QStringLiteral("words"), .fields = {QStringLiteral("category")}, .dims = 4});
    button("encode-catalogue")->click();
    auto *dialog = m_shop.page().findChild<EncodeDialog *>();
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("feature-name"));
    QCOMPARE(name->text(), QStringLiteral("words 2")); // "words" is of other texts
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("encode-start"));
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("words"));
    QVERIFY(!start->isEnabled());
    QTest::keyClicks(name, QStringLiteral(" of titles"));
    QVERIFY(start->isEnabled());
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(rows("tables")->rowCount(), 2, 20'000);
    QCOMPARE(cell("tables", 1, 0), QStringLiteral("words of titles"));
}

void TestFeaturesPage::importAsksByWhatTheFileHolds()
{
    const auto table = written("colours.csv", "code,red,green\n22001,1,0\n22002,0,1\n");
    VectorImportDialog dialog(m_shop.session(), {QStringLiteral("colours")}, table);
    dialog.show();
    QTRY_VERIFY(dialog.isReady());
    const auto shown = [&dialog](const char *name) {
        return dialog.findChild<QWidget *>(QString::fromLatin1(name))->isVisible();
    };
    QVERIFY(shown("key-column"));
    QVERIFY(!shown("tensor"));
    QVERIFY(!shown("key-file"));
    shootDialog(&dialog, "import");
    QCOMPARE(dialog.choice().name, QStringLiteral("colours 2"));
    QCOMPARE(dialog.choice().keys.column, QStringLiteral("code"));
    dialog.findChild<QLineEdit *>(QStringLiteral("vector-file"))->setText(written("x.npy", "none"));
    QTRY_VERIFY(dialog.isReady());
    QVERIFY(!shown("key-column"));
    QVERIFY(shown("key-file"));
    dialog.findChild<QLineEdit *>(QStringLiteral("vector-file"))->setText(written("x.safetensors", "none"));
    auto *start = dialog.findChild<QPushButton *>(QStringLiteral("vectors-start"));
    QTRY_VERIFY(dialog.findChild<QLabel *>(QStringLiteral("import-says"))->text().contains(QStringLiteral("x.safe")));
    QVERIFY(!start->isEnabled());
}

void TestFeaturesPage::importedVectorsAreThere()
{
    const auto table = written("two.csv", "code,red,green\n22001,1,0\n22002,0,1\nnobody,1,1\n");
    VectorImport what{.name = QStringLiteral("two"), .subject = FeatureSubject::Items, .path = table, .keys = {}};
    std::optional<VectorImportTotals> totals;
    importVectors(m_shop.session(), what, this, [&totals](const Outcome<VectorImportTotals> &outcome) {
        if (const auto *done = std::get_if<VectorImportTotals>(&outcome))
            totals = *done;
    });
    QTRY_VERIFY(totals);
    QCOMPARE(totals->seen.rows, 2);
    QCOMPARE(totals->seen.unknown, 1);
    settle();
    QCOMPARE(cell("tables", 0, 5), QStringLiteral("the file two.csv"));
    QCOMPARE(cell("tables", 0, 7), QStringLiteral("as imported"));
    m_shop.session()->setPseudonyms(true);
    QCOMPARE(cell("tables", 0, 5), QStringLiteral("a file"));
    m_shop.selection().setProduct(ProductRef{ItemId(9), QStringLiteral("22009"), {}});
    settle();
    QCOMPARE(rows("space1")->rowCount(), 0); // it has no vector
}

void TestFeaturesPage::changesLanguageAndTheme()
{
    encode({.name = QStringLiteral("words"), .fields = {QStringLiteral("title"), QStringLiteral("category")}});
    encode({.name = QStringLiteral("categories"), .fields = {QStringLiteral("category")}, .dims = 4});
    m_shop.selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), QStringLiteral("Set of 2 bowls")});
    settle();
    const auto usual = qScopeGuard([] {
        setLanguage(QStringLiteral("en"));
        Theme::instance().setChoice(ThemeChoice::Light);
    });
    m_shop.page().resize(1008, 560); // as in a window of 1024 x 700
    Theme::instance().setChoice(ThemeChoice::Dark);
    m_shop.shoot(QStringLiteral("features-dark"));
    setLanguage(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    settle();
    m_shop.shoot(QStringLiteral("features-zh-dark"));
    Theme::instance().setChoice(ThemeChoice::Light);
    m_shop.shoot(QStringLiteral("features-zh"));
    QVERIFY(rows("space1")->rowCount() > 0);
}

QTEST_MAIN(TestFeaturesPage)
#include "tst_featurespage.moc"
