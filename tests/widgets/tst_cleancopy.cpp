// A project whose tables somebody else hung something on: the window opens it for reading, says why in the command
// line's words, and writes a clean copy.
#include "core/storage/eventstore.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/noticestrip.h"

#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;

class TestCleanCopy : public QObject
{
    Q_OBJECT
private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void open(const QString &project);
    QPushButton *button(const QString &text) const;
    QString said() const;

    QTemporaryDir m_folder;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase();
    void init() { m_window = std::make_unique<MainWindow>(m_pools); }
    void cleanup() { m_window.reset(); }
    void aSoundProjectSaysNothing();
    void aForeignTriggerIsOfferedACopy();
    void theOfferSpeaksTheLanguage();
    void aFileThatIsThereStays();
};

void TestCleanCopy::initTestCase()
{
    test::prepareWindow();
    test::makeShop(path("shop.aisle"), 40, 20);
    QVERIFY(QFile::copy(path("shop.aisle"), path("theirs.aisle")));
    SQLite::Database(path("theirs.aisle").toStdString(), SQLite::OPEN_READWRITE)
        .exec("CREATE TRIGGER foreign_one AFTER INSERT ON setting BEGIN DELETE FROM event; END");
}

void TestCleanCopy::open(const QString &project)
{
    m_window->show();
    m_window->openProject(project);
    QTRY_VERIFY(m_window->session() && m_window->session()->path() == project);
}

QPushButton *TestCleanCopy::button(const QString &text) const
{
    for (auto *candidate : m_window->notices()->findChildren<QPushButton *>())
        if (candidate->text() == text && candidate->isVisibleTo(m_window.get()))
            return candidate;
    return nullptr;
}

QString TestCleanCopy::said() const
{
    const auto &history = m_window->notices()->history();
    return history.empty() ? QString() : history.back().text();
}

void TestCleanCopy::aSoundProjectSaysNothing()
{
    open(path("shop.aisle"));
    QVERIFY(!m_window->notices()->isVisible());
}

void TestCleanCopy::aForeignTriggerIsOfferedACopy()
{
    open(path("theirs.aisle"));
    QVERIFY(m_window->session()->isReadOnly());
    QCOMPARE(said(), Project::open(path("theirs.aisle"))->readOnlyReason());
    auto *offer = button(QStringLiteral("Save a clean copy ..."));
    QVERIFY(offer);
    offer->click();
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path("copy.aisle"));
    delete dialog;
    QTRY_VERIFY(button(QStringLiteral("Open the copy")));
    QVERIFY(said().contains(QStringLiteral("triggers left out: 1, tables made anew: 0")));
    button(QStringLiteral("Open the copy"))->click();
    QTRY_VERIFY(m_window->session() && m_window->session()->path() == path("copy.aisle"));
    QVERIFY(!m_window->session()->isReadOnly());
    QCOMPARE(EventStore(*m_window->session()->project()).count(),
             EventStore(*Project::open(path("shop.aisle"))).count());
}

void TestCleanCopy::theOfferSpeaksTheLanguage()
{
    open(path("theirs.aisle"));
    const auto english = said();
    setLanguage(QStringLiteral("zh_CN"));
    const auto chinese = said();
    setLanguage(QStringLiteral("en"));
    QVERIFY(chinese != english);
    QVERIFY(chinese.contains(QStringLiteral("foreign_one")));
}

void TestCleanCopy::aFileThatIsThereStays()
{
    open(path("theirs.aisle"));
    button(QStringLiteral("Save a clean copy ..."))->click();
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    const auto size = QFileInfo(path("shop.aisle")).size();
    Q_EMIT dialog->fileSelected(path("shop.aisle"));
    delete dialog;
    QTRY_VERIFY(said().contains(QStringLiteral("is there already")));
    QCOMPARE(QFileInfo(path("shop.aisle")).size(), size);
}

QTEST_MAIN(TestCleanCopy)
#include "tst_cleancopy.moc"
