#include "models/foundshoppersmodel.h"
#include "core/common/text/showntext.h"

#include <QDateTime>
#include <QFont>
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
    m_onTop.reset();
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

void FoundShoppersModel::setOnTop(std::optional<FoundShopper> shopper)
{
    if (shopper && isFound(shopper->user.id))
        shopper.reset();
    if (m_onTop && shopper) {
        m_onTop = std::move(shopper);
        Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
    } else if (m_onTop) {
        beginRemoveRows({}, 0, 0);
        m_onTop.reset();
        endRemoveRows();
    } else if (shopper) {
        beginInsertRows({}, 0, 0);
        m_onTop = std::move(shopper);
        endInsertRows();
    }
}

const FoundShopper &FoundShoppersModel::shopperAt(int row) const
{
    return row < firstFoundRow() ? *m_onTop : m_found.shoppers[static_cast<std::size_t>(row - firstFoundRow())];
}

bool FoundShoppersModel::isFound(UserId user) const
{
    return std::any_of(m_found.shoppers.begin(), m_found.shoppers.end(),
                       [user](const auto &shopper) { return shopper.user.id == user; });
}

int FoundShoppersModel::rowOf(UserId user) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (shopperAt(row).user.id == user)
            return row;
    return -1;
}

int FoundShoppersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.shoppers.size()) + firstFoundRow();
}

int FoundShoppersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FoundShoppersModel::figure(const FoundShopper &shopper) const
{
    switch (m_order) {
    case ShopperOrder::Newest:
        return shopper.firstAt
                   ? QDateTime::fromMSecsSinceEpoch(*shopper.firstAt, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd"))
                   : QString();
    case ShopperOrder::ChangedMost:
        return shopper.overlap ? QLocale().toString(*shopper.overlap * 100, 'f', 0) + QStringLiteral(" %") : QString();
    case ShopperOrder::WonByB:
    case ShopperOrder::LostByB:
        return shopper.difference ? signedNumber(*shopper.difference) : QString();
    case ShopperOrder::MostActive:
    case ShopperOrder::Random:
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
    if (m_onTop && m_onTop->user.id == shopper.user.id)
        lines.append(tr("Not among the shoppers below"));
    return lines.join(u'\n');
}

QVariant FoundShoppersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &shopper = shopperAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Key ? m_keys.shopper(shopper.user.key) : figure(shopper);
    case Qt::TextAlignmentRole:
        return index.column() == Figure ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return tipText(explained(shopper));
    case Qt::FontRole: {
        QFont font;
        font.setWeight(index.row() < firstFoundRow() ? QFont::DemiBold : QFont::Normal);
        return index.row() < firstFoundRow() ? QVariant(font) : QVariant();
    }
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
