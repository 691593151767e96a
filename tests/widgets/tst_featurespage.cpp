#include "core/explore/itemneighbours.h"
#include "core/features/catalogueencoding.h"
#include "core/features/relations/graphediting.h"
#include "core/runs/runshelf.h"
#include "core/storage/graph/triplenumber.h"
#include "models/projecttablemodel.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/commands/featurecommands.h"
#include "widgets/common/theme.h"
#include "widgets/features/encodedialog.h"
#include "widgets/features/featurespage.h"
#include "widgets/features/graph/buildgraphdialog.h"
#include "widgets/features/graph/tripledialog.h"
#include "widgets/features/graph/tripleimportdialog.h"
#include "widgets/features/pictureencodedialog.h"
#include "widgets/features/vectorimportdialog.h"
#include "widgets/shell/language.h"
#include "widgets/tables/rowsview.h"
#include "widgets/tables/tablepane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTabWidget>
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
    void picturesAreEncodedByADialog();
    void graphIsBuiltShownAndEdited();
    void graphSaysWhatIsWrong();
    void graphHidesPeople();

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
    void bringGraph();
    ProjectTableModel *triples() const { return m_shop.page().findChild<ProjectTableModel *>(); }
    QStringList lines(); ///< of the table of triples
    std::vector<std::int64_t> graphRows() const;

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

void TestFeaturesPage::picturesAreEncodedByADialog()
{
    QTemporaryDir shots;
    for (int product = 1; product <= 4; ++product) {
        QImage image(40, 40, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(product * 60, 200, 200));
        QVERIFY(image.save(shots.filePath(QStringLiteral("%1.png").arg(22'000 + product))));
    }
    QVERIFY(QFile::copy(shots.filePath(QStringLiteral("22001.png")), shots.filePath(QStringLiteral("banner.png"))));
    button("encode-pictures")->click();
    auto *dialog = m_shop.page().findChild<PictureEncodeDialog *>();
    auto *says = dialog->findChild<QLabel *>(QStringLiteral("says"));
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("pictures-start"));
    QVERIFY(!start->isEnabled() && says->text().contains(QStringLiteral("17.jpg")));
    dialog->findChild<QLineEdit *>(QStringLiteral("picture-folder"))->setText(shots.path());
    QTRY_VERIFY(dialog->isReady());
    QCOMPARE(says->text(),
             QStringLiteral("4 products have a picture. 56 have none. 1 picture is called as no product."));
    shootDialog(dialog, "pictures");
    auto *encoder = dialog->findChild<QComboBox *>(QStringLiteral("picture-encoder"));
    encoder->setCurrentIndex(1);
    QVERIFY(!start->isEnabled());
    dialog->findChild<QLineEdit *>(QStringLiteral("picture-network"))
        ->setText(shots.filePath(QStringLiteral("banner.png")));
    QTRY_VERIFY(dialog->isReady());
    QVERIFY2(!start->isEnabled() && says->text().contains(QStringLiteral("banner.png")), qPrintable(says->text()));
    encoder->setCurrentIndex(0);
    QTRY_VERIFY(dialog->isReady() && start->isEnabled());
    QCOMPARE(dialog->encoding().name, QStringLiteral("pictures"));
    QSignalSpy said(&m_shop.page(), &Page::noticeRaised);
    start->click();
    QTRY_COMPARE_WITH_TIMEOUT(rows("tables")->rowCount(), 1, 20'000);
    settle();
    QCOMPARE(cell("tables", 0, 3), QStringLiteral("4"));
    QCOMPARE(cell("tables", 0, 5), QStringLiteral("pictures by colours and edges"));
    const auto notice = said.front().front().value<Notice>();
    QCOMPARE(notice.text(), QStringLiteral("pictures: 4 products, 4 encoded now."));
    QVERIFY(notice.details().contains(QStringLiteral("banner.png")));
}

void TestFeaturesPage::bringGraph()
{
    m_shop.child<QTabWidget>("features-tabs")->setCurrentIndex(1);
    settle();
}

QStringList TestFeaturesPage::lines()
{
    settle();
    QStringList all;
    for (int row = 0; row < triples()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < 4; ++column) {
            const auto index = triples()->index(row, column);
            if (!QTest::qWaitFor([&] { return index.data(PagedTableModel::IsLoadedRole).toBool(); }))
                return {QStringLiteral("not loaded")};
            cells << index.data().toString();
        }
        all << cells.join(u'|');
    }
    return all;
}

std::vector<std::int64_t> TestFeaturesPage::graphRows() const
{
    std::vector<std::int64_t> all;
    GraphStore(*m_shop.session()->project()).eachTriple([&](const auto &triple) { all.push_back(numberOf(triple)); });
    return all;
}

/// Built, filtered, a triple added, two names merged, triples deleted, a source taken back; and everything undone.
void TestFeaturesPage::graphIsBuiltShownAndEdited()
{
    bringGraph();
    m_shop.shoot(QStringLiteral("graph-empty"));
    button("build-graph")->click();
    auto *build = m_shop.page().findChild<BuildGraphDialog *>();
    shootDialog(build, "build");
    auto *start = build->findChild<QPushButton *>(QStringLiteral("build-start"));
    for (const char *source : {"category", "brand", "attributes", "title"})
        build->findChild<QCheckBox *>(QString::fromLatin1(source))->setChecked(false);
    QVERIFY(!start->isEnabled());
    build->findChild<QCheckBox *>(QStringLiteral("category"))->setChecked(true);
    start->click();
    QTRY_COMPARE_WITH_TIMEOUT(rows("said")->rowCount(), 1, 20'000);
    settle();
    QCOMPARE(cell("said", 0, 0), QStringLiteral("category"));
    QCOMPARE(cell("said", 0, 1), QStringLiteral("60"));
    QCOMPARE(cell("said", 0, 2), QStringLiteral("catalogue: categories"));
    QVERIFY(
        m_shop.child<QLabel>("graph-counts")->text().startsWith(QStringLiteral("60 triples of 1 relation between 65")));
    QCOMPARE(lines().size(), 60);
    QVERIFY(lines().front().endsWith(QStringLiteral("|category|category:garden|catalogue")));
    const auto built = graphRows();

    button("add-triple")->click();
    auto *add = m_shop.page().findChild<TripleDialog *>();
    add->findChild<QLineEdit *>(QStringLiteral("head"))->setText(QStringLiteral("22007"));
    add->findChild<QComboBox *>(QStringLiteral("relation"))->setCurrentText(QStringLiteral("made in"));
    QVERIFY(!add->findChild<QPushButton *>(QStringLiteral("triple-start"))->isEnabled());
    add->findChild<QLineEdit *>(QStringLiteral("tail"))->setText(QStringLiteral("category: paper"));
    shootDialog(add, "triple");
    add->findChild<QPushButton *>(QStringLiteral("triple-start"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(rows("said")->rowCount(), 2, 20'000);
    settle();
    QCOMPARE(cell("said", 1, 2), QStringLiteral("by hand"));
    m_shop.child<RowsView>("said")->selectRow(1);
    Q_EMIT m_shop.child<RowsView>("said")->activated(rows("said")->index(1, 0)); // shows that relation alone
    QTRY_COMPARE(lines(),
                 QStringList(QStringLiteral("Set of 2 paper pieces, no. 7  ·  22007|made in|category: paper|by hand")));
    m_shop.shoot(QStringLiteral("graph-filtered"));
    m_shop.child<TablePane>("triples")->view()->clearFilters();
    const auto added = graphRows();

    button("merge-entities")->click();
    auto *merge = m_shop.page().findChild<MergeDialog *>();
    merge->findChild<QLineEdit *>(QStringLiteral("merge-from"))->setText(QStringLiteral("category: paper"));
    merge->findChild<QLineEdit *>(QStringLiteral("merge-into"))->setText(QStringLiteral("category:paper"));
    shootDialog(merge, "merge");
    merge->findChild<QPushButton *>(QStringLiteral("merge-start"))->click();
    QTRY_VERIFY(graphRows() != added);
    settle();
    const auto merged = graphRows();
    QCOMPARE(merged.size(), added.size());
    QVERIFY(lines().contains(QStringLiteral("Set of 2 paper pieces, no. 7  ·  22007|made in|category:paper|by hand")));

    auto *view = m_shop.child<TablePane>("triples")->view();
    view->setFilter(QStringLiteral("tail"), QStringLiteral("garden"));
    QTRY_COMPARE(lines().size(), 12);
    view->selectAll();
    QVERIFY(button("delete-triples")->isEnabled());
    QSignalSpy said(&m_shop.page(), &Page::noticeRaised);
    button("delete-triples")->click();
    QTRY_COMPARE(graphRows().size(), merged.size() - 12);
    settle();
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said[0][0].value<Notice>().text(), QStringLiteral("12 triples were deleted."));
    QVERIFY(said[0][0].value<Notice>().details().contains(QStringLiteral("12")));
    view->clearFilters();
    const auto deleted = graphRows();

    m_shop.child<RowsView>("said")->selectRow(0);
    button("take-back-source")->click();
    QTRY_COMPARE(graphRows().size(), std::size_t(1));
    settle();
    auto &undo = m_shop.session()->undoStack();
    for (const auto &before : {deleted, merged, added, built, {}}) {
        QVERIFY(undo.canUndo());
        undo.undo();
        QTRY_COMPARE(graphRows(), before);
        QTRY_VERIFY(m_shop.session()->jobs().isEmpty());
    }
    for (const auto &after : {built, added, merged, deleted}) {
        undo.redo();
        QTRY_COMPARE(graphRows(), after);
        QTRY_VERIFY(m_shop.session()->jobs().isEmpty());
    }
    settle();
    QCOMPARE(lines().size(), static_cast<int>(deleted.size()));
}

void TestFeaturesPage::graphSaysWhatIsWrong()
{
    bringGraph();
    button("import-triples")->click();
    auto *dialog = m_shop.page().findChild<TripleImportDialog *>();
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("triples-start"));
    auto *says = dialog->findChild<QLabel *>(QStringLiteral("says"));
    QVERIFY(!start->isEnabled());
    auto *file = dialog->findChild<QLineEdit *>(QStringLiteral("triple-file"));
    file->setText(m_files.filePath(QStringLiteral("none.kg")));
    QVERIFY(!start->isEnabled() && says->text().contains(QStringLiteral("none.kg")));
    file->setText(written("kg.txt", "m.1\tmade of\tpaper\nm.2\tmade of\tpaper\nx\n"));
    dialog->findChild<QLineEdit *>(QStringLiteral("link-file"))
        ->setText(written("l.link", "item_id:token\tentity_id:token\n22001\tm.1\n99\tm.2\n"));
    QVERIFY(start->isEnabled());
    shootDialog(dialog, "triples");
    QSignalSpy said(&m_shop.page(), &Page::noticeRaised);
    start->click();
    QTRY_COMPARE(said.size(), 1);
    const auto notice = said[0][0].value<Notice>();
    QCOMPARE(notice.text(), QStringLiteral("2 new triples, 0 there already."));
    QVERIFY2(notice.details().contains(QStringLiteral("1 of 3 rows in kg.txt is left out")),
             qPrintable(notice.details()));
    QVERIFY(notice.details().contains(QStringLiteral("1 key is not the project's")));
    QCOMPARE(lines(), (QStringList{QStringLiteral("Set of 3 garden pieces, no. 1  ·  22001|made of|paper|import"),
                                   QStringLiteral("99|made of|paper|import")}));
}

void TestFeaturesPage::graphHidesPeople()
{
    SilentContext job;
    const auto own = m_shop.session()->project()->another();
    addTriple(*own, {QStringLiteral("shopper:17003"), QStringLiteral("likes"), QStringLiteral("22007")});
    bringGraph();
    QVERIFY(lines().front().startsWith(QStringLiteral("17003|")));
    m_shop.session()->setPseudonyms(true);
    settle();
    const auto hidden = lines().front();
    QVERIFY2(!hidden.contains(QStringLiteral("17003")) && !hidden.contains(QStringLiteral("22007")),
             qPrintable(hidden));
    m_shop.child<TablePane>("triples")->view()->selectRow(0);
    button("add-triple")->click();
    auto *add = m_shop.page().findChild<TripleDialog *>();
    QCOMPARE(add->findChild<QLineEdit *>(QStringLiteral("head"))->text(), QString()); // its name would repeat the key
}

QTEST_MAIN(TestFeaturesPage)
#include "tst_featurespage.moc"
