#include "widgets/common/icons.h"
#include "core/common/lookup/mapped.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

static void loadIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace aisle {

namespace {

QByteArray iconSource(const QString &name)
{
    static const bool loaded = (loadIconResources(), true);
    Q_UNUSED(loaded)
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class TintedIcon : public QIconEngine
{
public:
    TintedIcon(QString name, QColor fixed) : m_name(std::move(name)), m_fixed(fixed) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto size = std::min(rect.width(), rect.height());
        const auto ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.;
        const QRect place(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, size, size);
        painter->drawPixmap(place, iconPixmap(m_name, size, colour(mode), ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), colour(mode), 1);
    }
    QIconEngine *clone() const override { return new TintedIcon(*this); }
    QString key() const override { return QStringLiteral("aisle-tinted"); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return QApplication::palette().color(QPalette::Disabled, QPalette::Text);
        return m_fixed.isValid() ? m_fixed : tokens().text;
    }

    QString m_name;
    QColor m_fixed;
};

} // namespace

QIcon themeIcon(const QString &name)
{
    return QIcon(new TintedIcon(name, {}));
}

QIcon colouredIcon(const QString &name, const QColor &colour)
{
    return QIcon(new TintedIcon(name, colour));
}

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio)
{
    const auto key =
        QStringLiteral("aisle/%1/%2/%3/%4")
            .arg(name, QString::number(size), colour.name(QColor::HexArgb), QString::number(devicePixelRatio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    auto source = iconSource(name);
    source.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(source);
    pixmap = QPixmap(QSizeF(size * devicePixelRatio, size * devicePixelRatio).toSize());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QStringList iconNames()
{
    iconSource({});
    const auto files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
    return mapped<QStringList>(files, [](const QString &file) { return file.chopped(4); });
}

} // namespace aisle
