#include "models/foundshoppersmodel.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

QString signedNumber(double value)
{
    const auto digits = QLocale().toString(std::abs(value), 'f', 3);
    return (value < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + digits;
}

} // namespace

void FoundShoppersModel::setFound(FoundShoppers found, ShopperOrder order)
{
    beginResetModel();
    m_found = std::move(found);
    m_order = order;
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void FoundShoppersModel::setKeys(const KeyFormatter &keys)
{
    m_keys = keys;
    retranslate();
}

void FoundShoppersModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int FoundShoppersModel::rowOf(UserId user) const
{
    const auto &all = m_found.shoppers;
    const auto found =
        std::find_if(all.begin(), all.end(), [user](const FoundShopper &shopper) { return shopper.user.id == user; });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

int FoundShoppersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.shoppers.size());
}

int FoundShoppersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FoundShoppersModel::figure(const FoundShopper &shopper) const
{
    switch (m_order) {
    case ShopperOrder::Newest:
        if (shopper.firstAt)
            return QDateTime::fromMSecsSinceEpoch(*shopper.firstAt, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd"));
        break;
    case ShopperOrder::ChangedMost:
        if (shopper.overlap)
            return QLocale().toString(*shopper.overlap * 100, 'f', 0) + QStringLiteral(" %");
        break;
    case ShopperOrder::WonByB:
    case ShopperOrder::LostByB:
        if (shopper.difference)
            return signedNumber(*shopper.difference);
        break;
    default:
        break;
    }
    return QLocale().toString(static_cast<qlonglong>(shopper.events));
}

QString FoundShoppersModel::explained(const FoundShopper &shopper) const
{
    QStringList lines{m_keys.shopper(shopper.user.key), tr("%Ln event(s)", nullptr, static_cast<int>(shopper.events))};
    if (shopper.overlap)
        lines.append(tr("%1 % of the products stand in both lists").arg(*shopper.overlap * 100, 0, 'f', 0));
    if (shopper.difference && !m_found.metric.empty())
        lines.append(
            tr("%1, B minus A: %2").arg(QString::fromStdString(m_found.metric), signedNumber(*shopper.difference)));
    return lines.join(u'\n');
}

QVariant FoundShoppersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &shopper = m_found.shoppers[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Key ? m_keys.shopper(shopper.user.key) : figure(shopper);
    case Qt::TextAlignmentRole:
        return index.column() == Figure ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return explained(shopper);
    case UserRole:
        return QVariant::fromValue<qint64>(shopper.user.id.value);
    case KeyRole:
        return shopper.user.key;
    default:
        return {};
    }
}

QVariant FoundShoppersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == Key)
        return tr("Shopper");
    switch (m_order) {
    case ShopperOrder::Newest:
        return tr("First event");
    case ShopperOrder::ChangedMost:
        return tr("In both lists");
    case ShopperOrder::WonByB:
    case ShopperOrder::LostByB:
        return tr("%1, B − A").arg(QString::fromStdString(m_found.metric));
    default:
        return tr("Events");
    }
}

} // namespace aisle
