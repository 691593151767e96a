#include "widgets/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <memory>

namespace aisle {

namespace {

struct Installed
{
    QString code = QStringLiteral("en");
    std::unique_ptr<QTranslator> own;
    std::unique_ptr<QTranslator> qt;
};

Installed &installed()
{
    static Installed state;
    return state;
}

std::unique_ptr<QTranslator> install(const QString &file, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, folder))
        return {};
    QCoreApplication::installTranslator(translator.get());
    return translator;
}

} // namespace

std::vector<LanguageInfo> languages()
{
    return {{QStringLiteral("en"), QStringLiteral("English")}, {QStringLiteral("zh_CN"), QString::fromUtf8("中文")}};
}

void setLanguage(const QString &code)
{
    auto wanted = code;
    if (wanted.isEmpty())
        wanted = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    auto &state = installed();
    state.own.reset();
    state.qt.reset();
    state.code = wanted;
    QLocale::setDefault(wanted == QLatin1String("en") ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                      : QLocale(wanted));
    if (wanted != QLatin1String("en")) // whose texts are the sources'; its own file knows "1 event", "2 events"
        state.qt = install(QStringLiteral("qtbase_%1").arg(wanted), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    state.own = install(QStringLiteral("aisle_%1").arg(wanted), QStringLiteral(":/i18n"));
}

QString currentLanguage()
{
    return installed().code;
}

} // namespace aisle
