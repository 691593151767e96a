#pragma once
#include "core/features/catalogueencoding.h"
#include "models/desks/featuredesk.h"
#include "widgets/forms/formdialog.h"

class QCheckBox;
class QComboBox;
class QSpinBox;
class QTimer;

namespace aisle {

/// Asks which texts of the catalogue become vectors, by which encoder, and says what that will take.
class EncodeDialog : public FormDialog
{
    Q_OBJECT
public:
    /// @param start  what stands in the form at first; without fields: those of usual()
    EncodeDialog(SessionPointer session, FeatureDesk::Tables tables, const CatalogueEncoding &start,
                 QWidget *parent = nullptr);

    /// Without any question: the catalogue's own words, in the texts that most products have.
    static CatalogueEncoding usual(const FeatureDesk::Tables &tables);
    CatalogueEncoding encoding() const;
    bool isReady() const { return !m_forecastJob.isRunning(); }
    void accept() override;

Q_SIGNALS:
    /// Encode was pressed. @param seconds  0: not known
    void encodingChosen(const aisle::CatalogueEncoding &encoding, double seconds);

private:
    void createWidgets(const CatalogueEncoding &start);
    void layOut();
    void connectAll();
    void retranslate() override;
    void showFields();
    void showEncoder();
    void proposeName();
    QString whyNot() const; ///< empty: it can be encoded
    bool wouldGoOn(const FeatureSummary &table) const;
    const FeatureSummary *namesake() const;
    void change(); ///< of any choice
    void foretell();
    void showForecast();

    SessionPointer m_session;
    FeatureDesk::Tables m_tables;
    QStringList m_fieldNames;
    std::vector<QCheckBox *> m_fields;
    QComboBox *m_encoder;
    QLineEdit *m_folder;
    QPushButton *m_browse;
    QSpinBox *m_dims;
    QLineEdit *m_name;
    QLabel *m_encoderHelp;
    QTimer *m_delay;
    std::optional<qint64> m_minilmBytes; ///< absent: it is not on this machine
    std::optional<EncodingForecast> m_forecast;
    std::optional<Error> m_failure;
    bool m_ownName = false; ///< typed
    Job<EncodingForecast> m_forecastJob;
};

} // namespace aisle
