#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "translations/translations.h"
#include "widgets/commands/featurecommands.h"
#include "widgets/commands/graphcommands.h"
#include "widgets/common/theme.h"
#include "widgets/features/encodedialog.h"
#include "widgets/import/importdialog.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/help.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/shell/settingsdialog.h"
#include "widgets/start/sampleshop.h"
#include "widgets/text/runtext.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace aisle;

/// aisle-shots DIR [WIDTHxHEIGHT]: a PNG of every page, light and dark, English and Chinese, with the sample loaded and
/// two runs made.
namespace {

constexpr int kTimeoutMs = 180'000;
constexpr int kSettleMs = 400;

void say(const QString &text)
{
    QTextStream(stderr) << text << Qt::endl;
}

bool waitFor(const std::function<bool()> &condition, int timeoutMs = kTimeoutMs)
{
    QEventLoop loop;
    QTimer poll;
    QElapsedTimer clock;
    clock.start();
    bool met = condition();
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        met = condition();
        if (met || clock.elapsed() > timeoutMs)
            loop.quit();
    });
    if (!met) {
        poll.start(20);
        loop.exec();
    }
    return met;
}

void pause(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

class Photographer
{
public:
    Photographer(QString folder, QSize size) : m_folder(std::move(folder)), m_window(m_pools)
    {
        m_window.resize(size);
        m_window.show();
    }

    bool prepare()
    {
        shootBoth(QStringLiteral("start"), [this] { return &m_window; });
        m_window.openFiles({sampleShopFile()});
        auto *dialog = m_window.importDialog();
        dialog->setProjectPath(m_project.filePath(QStringLiteral("Sample shop.aisle")));
        if (!waitFor([dialog] { return dialog->isReady(); }))
            return false;
        shootBoth(QStringLiteral("import"), [dialog] { return dialog; });
        waitFor([dialog] { return dialog->isReady(); });
        dialog->findChild<QPushButton *>(QStringLiteral("import-start"))->click();
        if (!waitFor([this] {
                return m_window.session() && EventStore(*m_window.session()->project()).count() > 0 &&
                       m_window.session()->jobs().isEmpty();
            }))
            return false;
        say(QStringLiteral("imported"));
        return train("ease") && train("popularity") && select();
    }

    void shootPages()
    {
        for (const auto &page : pages()) {
            const auto id = QString::fromLatin1(page.id);
            show(id);
            shootBoth(id, [this] { return &m_window; });
            if (id == QLatin1String("features")) {
                shootFeatures();
                shootGraph();
            }
        }
        auto *settings = new SettingsDialog(m_pools, &m_window);
        settings->show();
        pause(1500);
        shootBoth(QStringLiteral("settings"), [settings] { return settings; });
        delete settings;
    }

private:
    void show(const QString &page)
    {
        m_window.notices()->dismiss();
        m_window.showPage(page);
        waitFor([this, page] { return m_window.page(page)->isSettled(); }, 60'000);
        pause(1500);
    }

    /// The page was empty: the question about an encoding, then two tables side by side.
    void shootFeatures()
    {
        auto *page = m_window.page(QStringLiteral("features"));
        page->findChild<QPushButton *>(QStringLiteral("encode-catalogue"))->click();
        auto *dialog = page->findChild<EncodeDialog *>();
        pause(1500);
        shootBoth(QStringLiteral("features-encode"), [dialog] { return dialog; });
        dialog->close();
        encode({.name = QStringLiteral("words"), .fields = {QStringLiteral("title")}});
        encode({.name = QStringLiteral("words 16"), .fields = {QStringLiteral("title")}, .dims = 16});
        show(QStringLiteral("features"));
        shootBoth(QStringLiteral("features-filled"), [this] { return &m_window; });
    }

    /// The knowledge graph: none, the question what it is built from, its table; then around a product, which has tabs
    /// of what is similar and of shoppers as well.
    void shootGraph()
    {
        auto *page = m_window.page(QStringLiteral("features"));
        auto *tabs = page->findChild<QTabWidget *>(QStringLiteral("features-tabs"));
        tabs->setCurrentIndex(1);
        waitFor([page] { return page->isSettled(); });
        pause(kSettleMs);
        shootBoth(QStringLiteral("graph"), [this] { return &m_window; });
        page->findChild<QPushButton *>(QStringLiteral("build-graph"))->click();
        auto *dialog = page->findChild<QDialog *>(QStringLiteral("build-dialog"));
        shootBoth(QStringLiteral("graph-build"), [dialog] { return dialog; });
        dialog->close();
        bool done = false;
        buildFromCatalogue(m_window.session(), {.from = {}, .goesWith = GoesWith{}}, &m_window,
                           [&done](const GraphBuilt &) { done = true; });
        waitFor([&] { return done && page->isSettled(); });
        pause(1500);
        shootBoth(QStringLiteral("graph-filled"), [this] { return &m_window; });
        tabs->setCurrentIndex(0);
        show(QStringLiteral("product"));
        auto *product = m_window.page(QStringLiteral("product"));
        for (const auto &[tab, name] :
             {std::pair(0, "product-similar"), {1, "product-shoppers"}, {2, "product-graph"}}) {
            product->findChild<QTabWidget *>(QStringLiteral("product-tabs"))->setCurrentIndex(tab);
            waitFor([product] { return product->isSettled(); });
            pause(kSettleMs);
            shootBoth(QString::fromLatin1(name), [this] { return &m_window; });
        }
    }

    void encode(const CatalogueEncoding &encoding)
    {
        bool done = false;
        encodeFeatures(m_window.session(), encoding, 0, &m_window, [&done](const auto &) { done = true; });
        waitFor([&] { return done; });
    }

    bool train(const char *recommender)
    {
        TrainRequest request;
        request.recommender = recommender;
        bool done = false;
        bool good = false;
        m_window.session()->jobs().start<TrainResult>(
            {.title = QString::fromLatin1(recommender), .kind = QStringLiteral("training"), .canKeepBest = true},
            [project = m_window.session()->project(), request](JobContext &job) {
                const auto own = project->another(&job);
                return trainRun(*own, request, job);
            },
            &m_window,
            [&](Outcome<TrainResult> outcome) {
                done = true;
                if (const auto *result = std::get_if<TrainResult>(&outcome)) {
                    good = true;
                    m_runs.push_back({result->run.id, runLabel(result->run)});
                } else if (const auto *error = std::get_if<Error>(&outcome)) {
                    say(error->message());
                }
            });
        waitFor([&] { return done; });
        say(QStringLiteral("trained %1").arg(QLatin1String(recommender)));
        return good;
    }

    bool select()
    {
        m_window.session()->noteRunsChanged();
        auto &selection = m_window.session()->selection();
        for (const auto &run : m_runs)
            selection.compareRun(run);
        const auto key = QStringLiteral("13089");
        if (const auto shopper = Catalogue(*m_window.session()->project()).findUser(key))
            selection.setShopper(ShopperRef{*shopper, key});
        const auto product = QStringLiteral("22423"); // a cake stand
        if (const auto item = Catalogue(*m_window.session()->project()).findItem(product)) {
            const auto record = Catalogue(*m_window.session()->project()).item(*item);
            selection.setProduct(ProductRef{*item, product, record ? record->title : QString()});
        }
        return true;
    }

    template <class Which>
    void shootBoth(const QString &name, Which which)
    {
        for (const auto &language : languages()) {
            setLanguage(language.code);
            for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
                Theme::instance().setChoice(choice);
                pause(kSettleMs);
                const auto file =
                    QStringLiteral("%1/%2-%3-%4.png")
                        .arg(m_folder, name, language.code,
                             choice == ThemeChoice::Light ? QStringLiteral("light") : QStringLiteral("dark"));
                QWidget *widget = which();
                if (!widget->grab().save(file))
                    say(QStringLiteral("cannot write %1").arg(file));
            }
        }
        setLanguage(QStringLiteral("en"));
        Theme::instance().setChoice(ThemeChoice::Light);
        pause(kSettleMs);
    }

    QString m_folder;
    QTemporaryDir m_project;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    MainWindow m_window;
    std::vector<RunRef> m_runs;
};

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Aisle"));
    QApplication::setApplicationName(QStringLiteral("AisleShots"));
    QSettings().clear();
    loadTranslationResources();
    setLanguage(QStringLiteral("en"));
    Theme::instance().install(ThemeChoice::Light);
    const auto arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        say(QStringLiteral("aisle-shots DIR [WIDTHxHEIGHT]"));
        return 2;
    }
    QDir().mkpath(arguments[1]);
    const auto size = arguments.value(2, QStringLiteral("1280x800")).split(u'x');
    Photographer photographer(arguments[1], {size.value(0).toInt(), size.value(1).toInt()});
    if (!photographer.prepare())
        return 1;
    photographer.shootPages();
    return 0;
}
