#include "widgets/features/encodedialog.h"

#include "models/settings.h"
#include "widgets/commands/plainbutton.h"
#include "widgets/common/style.h"
#include "widgets/features/featuretext.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimer>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kDelayMs = 300;
constexpr int kFieldsAcross = 2;
constexpr double kUsualShare = .5; ///< of the products: fields that more have are proposed
const QString kFolder = QStringLiteral("folder");

/// Of its weights; absent where they were not fetched.
std::optional<qint64> minilmBytes()
{
    try {
        const QFileInfo weights(encoderFolder(QLatin1String(kMiniLm)) + QStringLiteral("/model.safetensors"));
        return weights.exists() ? std::optional(weights.size()) : std::nullopt;
    } catch (const Error &) {
        return {};
    }
}

} // namespace

EncodeDialog::EncodeDialog(SessionPointer session, FeatureDesk::Tables tables, const CatalogueEncoding &start,
                           QWidget *parent)
    : FormDialog(QStringLiteral("encode-start"), parent, QStringLiteral("forecast")), m_session(std::move(session)),
      m_tables(std::move(tables)), m_minilmBytes(minilmBytes())
{
    createWidgets(start);
    layOut();
    connectAll();
    retranslate();
    proposeName();
    change();
}

CatalogueEncoding EncodeDialog::usual(const FeatureDesk::Tables &tables)
{
    CatalogueEncoding encoding{.name = tr("words"), .fields = {}};
    QStringList all;
    for (const auto &column : tables.columns) {
        all << column.name;
        if (column.coverage() > kUsualShare)
            encoding.fields << column.name;
    }
    if (encoding.fields.isEmpty())
        encoding.fields = all;
    return encoding;
}

void EncodeDialog::createWidgets(const CatalogueEncoding &start)
{
    const auto fields = start.fields.isEmpty() ? usual(m_tables).fields : start.fields;
    for (const auto &column : m_tables.columns) {
        auto *box = new QCheckBox(this);
        box->setObjectName(column.name);
        box->setChecked(fields.contains(column.name));
        m_fieldNames << column.name;
        m_fields.push_back(box);
    }
    m_encoder = new QComboBox(this);
    m_encoder->setObjectName(QStringLiteral("encoder"));
    for (const auto &choice : {QString::fromLatin1(kBuiltinEncoder), QString::fromLatin1(kMiniLm), kFolder})
        m_encoder->addItem(QString(), choice);
    const bool isPath = m_encoder->findData(start.encoder) < 0;
    m_encoder->setCurrentIndex(m_encoder->findData(isPath ? kFolder : start.encoder));
    m_folder = makeField("encoder-folder");
    m_folder->setText(isPath ? start.encoder : QString());
    m_browse = plainButton(this, "browse-encoder");
    m_dims = new QSpinBox(this);
    m_dims->setObjectName(QStringLiteral("dims"));
    m_dims->setRange(2, kMostWordDims);
    m_dims->setValue(start.dims);
    m_name = makeField("feature-name");
    m_name->setMaxLength(kLongestFeatureName);
    m_name->setText(start.name);
    m_ownName = !start.name.isEmpty();
    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kDelayMs);
}

void EncodeDialog::layOut()
{
    auto *fields = new QWidget(this);
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kSpacePage);
    grid->setVerticalSpacing(kSpaceInside);
    for (std::size_t f = 0; f < m_fields.size(); ++f)
        grid->addWidget(m_fields[f], static_cast<int>(f) / kFieldsAcross, static_cast<int>(f) % kFieldsAcross);
    addRow(fields);
    addRow(m_encoder);
    m_encoderHelp = addHelp();
    addRow(m_folder, m_browse);
    addRow(m_dims);
    addRow(m_name);
}

void EncodeDialog::connectAll()
{
    for (auto *field : m_fields)
        connect(field, &QCheckBox::toggled, this, &EncodeDialog::change);
    connect(m_encoder, &QComboBox::activated, this, [this] {
        proposeName();
        change();
    });
    connect(m_folder, &QLineEdit::textChanged, this, [this] {
        proposeName();
        change();
    });
    connect(m_dims, &QSpinBox::valueChanged, this, &EncodeDialog::change);
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_ownName = true;
        change();
    });
    connect(m_browse, &QPushButton::clicked, this, [this] { choose(m_folder, tr("Folder of the encoder"), true); });
    connect(m_delay, &QTimer::timeout, this, &EncodeDialog::foretell);
}

void EncodeDialog::accept()
{
    Q_EMIT encodingChosen(encoding(), m_forecast ? m_forecast->seconds : 0);
    FormDialog::accept();
}

void EncodeDialog::retranslate()
{
    setWindowTitle(tr("Encode the catalogue"));
    setLabels({tr("Texts"), tr("Encoder"), tr("Folder"), tr("Numbers a product"), tr("Name")});
    setButtons(tr("Encode"), tr("Cancel"));
    m_encoder->setItemText(0, tr("The catalogue's own words"));
    m_encoder->setItemText(1, tr("MiniLM, a small network that knows English"));
    m_encoder->setItemText(2, tr("Another encoder in a folder"));
    m_folder->setPlaceholderText(tr("with model.safetensors, tokenizer.json and config.json"));
    m_folder->setAccessibleName(tr("Folder of the encoder"));
    m_browse->setText(tr("Choose..."));
    showFields();
    showEncoder();
    showForecast();
}

void EncodeDialog::showFields()
{
    for (std::size_t f = 0; f < m_fields.size(); ++f) {
        const auto &column = m_tables.columns[f];
        m_fields[f]->setText(Error::fill(tr("%1: %2 of %3 [product|products]"),
                                         {fieldText(column.name), formatCount(column.rows), formatCount(column.all)}));
    }
}

void EncodeDialog::showEncoder()
{
    const auto kind = m_encoder->currentData().toString();
    setRowVisible(m_folder, kind == kFolder);
    setRowVisible(m_dims, kind == QLatin1String(kBuiltinEncoder));
    if (kind == QLatin1String(kBuiltinEncoder))
        m_encoderHelp->setText(
            tr("Needs no other file, in any language. Products are near each other whose texts share "
               "words, or pieces of words."));
    else if (kind == kFolder)
        m_encoderHelp->setText(
            tr("A network of BERT's kind or a table of tokens (model2vec), as Hugging Face lays them "
               "out."));
    else if (m_minilmBytes)
        m_encoderHelp->setText(
            tr("all-MiniLM-L6-v2, %1, is on this machine. It knows words that mean the same; it knows "
               "no Chinese.")
                .arg(formatBytes(*m_minilmBytes)));
    else
        m_encoderHelp->setText(tr("all-MiniLM-L6-v2 (about 90 MB) is not on this machine: ./dev setup --models in the "
                                  "folder of the program's sources fetches it."));
}

/// One that no other table has, or that of a table that would go on.
void EncodeDialog::proposeName()
{
    if (m_ownName)
        return;
    const auto kind = m_encoder->currentData().toString();
    auto stem = kind == QLatin1String(kMiniLm) ? kind
                : kind == kFolder ? encoderName(m_folder->text()).remove(u',').left(kLongestFeatureName - 4)
                                  : tr("words");
    if (stem.isEmpty())
        stem = tr("words");
    m_name->setText(stem);
    for (int number = 2; namesake() && !wouldGoOn(*namesake()); ++number)
        m_name->setText(QStringLiteral("%1 %2").arg(stem).arg(number));
}

CatalogueEncoding EncodeDialog::encoding() const
{
    CatalogueEncoding chosen;
    chosen.name = m_name->text().trimmed();
    for (std::size_t f = 0; f < m_fields.size(); ++f)
        if (m_fields[f]->isChecked())
            chosen.fields << m_fieldNames[static_cast<qsizetype>(f)];
    const auto kind = m_encoder->currentData().toString();
    chosen.encoder = kind == kFolder ? m_folder->text().trimmed() : kind;
    chosen.dims = m_dims->value();
    return chosen;
}

const FeatureSummary *EncodeDialog::namesake() const
{
    const auto found = std::ranges::find_if(
        m_tables.tables, [name = m_name->text().trimmed()](const auto &table) { return table.summary.name == name; });
    return found == m_tables.tables.end() ? nullptr : &found->summary;
}

bool EncodeDialog::wouldGoOn(const FeatureSummary &table) const
{
    const auto chosen = encoding();
    const auto source = table.source();
    if (source.fields != chosen.fields || table.subject != FeatureSubject::Items)
        return false;
    if (chosen.isBuiltin())
        return source.encoder == chosen.encoder && table.dims == chosen.dims;
    const auto folder =
        chosen.encoder == QLatin1String(kMiniLm) ? QString::fromLatin1(kMiniLmName) : encoderName(chosen.encoder);
    return source.encoder == folder;
}

QString EncodeDialog::whyNot() const
{
    const auto chosen = encoding();
    if (chosen.fields.isEmpty())
        return tr("Choose at least one text.");
    if (chosen.encoder == QLatin1String(kMiniLm) && !m_minilmBytes)
        return tr("Choose another encoder, or fetch this one first.");
    if (chosen.encoder.isEmpty())
        return tr("Choose the folder of the encoder.");
    if (chosen.name.isEmpty() || chosen.name.contains(u','))
        return tr("Features need a name without a comma.");
    if (const auto *other = namesake(); other && !wouldGoOn(*other))
        return tr("There are features called %1 that were made otherwise: take another name.").arg(chosen.name);
    return {};
}

void EncodeDialog::change()
{
    m_forecastJob.letGo();
    m_forecast.reset();
    m_failure.reset();
    showEncoder();
    showForecast();
    if (whyNot().isEmpty())
        m_delay->start();
}

void EncodeDialog::foretell()
{
    if (!whyNot().isEmpty())
        return;
    m_session->query<EncodingForecast>(
        m_forecastJob,
        [chosen = encoding(), device = kDeviceSetting.read()](const Project &project, JobContext &job) {
            return forecast(project, chosen, chooseDevice(device), job);
        },
        [this](Outcome<EncodingForecast> outcome) {
            if (const auto *seen = std::get_if<EncodingForecast>(&outcome))
                m_forecast = *seen;
            else if (const auto *error = std::get_if<Error>(&outcome))
                m_failure = *error;
            showForecast();
        });
}

void EncodeDialog::showForecast()
{
    const auto problem = m_failure ? errorText(*m_failure) : whyNot();
    setReady(problem.isEmpty());
    const bool knowsFew = m_forecast && m_forecast->unknownShare > kManyUnknownWords;
    const auto tone = m_failure ? Tone::Bad : knowsFew ? Tone::Warning : Tone::Secondary;
    if (!problem.isEmpty())
        return say(problem, tone);
    if (!m_forecast)
        return say(tr("Looking at the texts..."), tone);
    QStringList sentences;
    if (m_forecast->left < m_forecast->products)
        sentences << Error::fill(tr("%1 of %2 [product|products] [%1:is|are] left to encode."),
                                 {formatCount(m_forecast->left), formatCount(m_forecast->products)});
    else
        sentences << Error::fill(tr("%1 [product has|products have] one of these texts."),
                                 {formatCount(m_forecast->products)});
    if (m_forecast->seconds > 0)
        sentences << tr("That takes about %1.")
                         .arg(formatDuration(
                             std::max<std::int64_t>(1000, static_cast<std::int64_t>(m_forecast->seconds) * 1000)));
    if (knowsFew)
        sentences << tr("This encoder does not know %1 of the words: the catalogue's own words may say more.")
                         .arg(formatPercent(m_forecast->unknownShare, 0));
    say(sentences.join(u' '), tone);
}

} // namespace aisle
