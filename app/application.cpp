#include "app/application.h"

#include "core/common/error.h"
#include "core/numeric/device.h"
#include "models/settings.h"
#include "translations/translations.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainwindow.h"

#include <QCommandLineParser>

namespace aisle {

Application::Application(int &argc, char **argv) : QApplication(argc, argv), m_pools(std::make_shared<JobPools>())
{
    setApplicationName(QStringLiteral("Aisle"));
    setOrganizationName(QStringLiteral("Aisle"));
    setApplicationVersion(QStringLiteral(AISLE_VERSION));
    setDesktopFileName(QStringLiteral("io.github.aisle.Aisle"));
    try {
        prepareComputing();
    } catch (const Error &error) {
        qFatal("%s", error.what());
    }
    loadTranslationResources();
    setLanguage(kLanguageSetting.read());
    Theme::instance().install(themeFromName(kThemeSetting.read()));
    setWindowIcon(QIcon(iconPixmap(QStringLiteral("aisle"), 128, Qt::black, 1)));
}

Application::~Application()
{
    m_window.reset();
}

void Application::start()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A desktop workbench for e-commerce recommendation and search."));
    parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("A project (.aisle), or files to import."),
                                 QStringLiteral("[files...]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(*this);
    m_window = std::make_unique<MainWindow>(m_pools);
    m_window->show();
    m_window->openFiles(parser.positionalArguments());
}

} // namespace aisle
